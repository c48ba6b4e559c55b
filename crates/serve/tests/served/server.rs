//! A server on loopback with a small record, and what it answers.

use dateline_model::Report;
use dateline_pipeline::Keeper;
use dateline_serve::Serving;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// Reports of one strike that differ, of a change of mind, and one that means harm.
pub fn reports() -> Vec<Report> {
    let report = |id: &str, source: &str, day: &str, title: &str, text: &str| Report {
        id: id.into(),
        source: Some(source.to_owned()),
        published: Some(day.to_owned()),
        title: Some(title.to_owned()),
        url: Some(format!("https://{}.example/{id}", source.to_lowercase().replace(' ', "-"))),
        text: text.to_owned(),
        ..Report::default()
    };
    let hostile = Report {
        url: Some("javascript:alert(1)".to_owned()),
        byline: vec!["<svg onload=alert(1)>".to_owned()],
        ..report(
            "h\"><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "1995-09-08",
            "<script>alert('title')</script> \u{202E}desrever",
            &format!(
                "GENEVA (AP) — <b onclick=\"alert(1)\">Five people were killed</b> in Sarajevo on Thursday, officials said.\n\n\
                 \"We will <img src=x onerror=alert(2)> never </blockquote><script>alert(3)</script> accept \u{202E}it,\" \
                 Foreign Minister Muhamed Sacirbey of Bosnia said of the ceasefire.\n\n{}\u{0}\n",
                "x".repeat(3000)
            ),
        )
    };
    vec![
        report(
            "a-market",
            "Adriatic Herald",
            "1995-08-28",
            "Shell hits Sarajevo market",
            "SARAJEVO — A mortar shell hit a crowded market in the centre of Sarajevo on Monday morning, killing at least \
             33 people and injuring more than 80, hospital officials said.\n\nPrime Minister Haris Silajdzic of Bosnia \
             accused the Serbs of murder. \"This is murder, and the world is watching,\" he said.\n",
        ),
        report(
            "b-market",
            "Lake Courier",
            "1995-08-28",
            "Sarajevo counts its dead after market shell",
            "The second round of the morning fell short, and the third found the shoppers. A single mortar round killed 37 people and \
             wounded 90 near the covered market of Sarajevo on Monday.\n\nSurgeons at Kosevo worked through the night by the light of \
             lamps. \"We have no blood left,\" said a nurse, Amra Begic.\n\nForeign Minister Muhamed Sacirbey of Bosnia asked NATO to \
             answer. Envoys of five powers were to meet in London on the weekend.\n",
        ),
        report(
            "a-truce",
            "Adriatic Herald",
            "1995-09-08",
            "Bosnia rules out a ceasefire",
            "GENEVA — Foreign Minister Muhamed Sacirbey of Bosnia rejected a ceasefire on Friday. \"We will never accept a \
             ceasefire,\" Sacirbey said.\n",
        ),
        report(
            "b-truce",
            "Lake Courier",
            "1995-10-05",
            "Bosnia agrees to a ceasefire",
            "SARAJEVO — Foreign Minister Muhamed Sacirbey of Bosnia agreed to a ceasefire on Thursday. \"We support the \
             ceasefire,\" Sacirbey told reporters.\n",
        ),
        report(
            "c-market",
            "Meridian Post",
            "1995-08-28",
            "NATO weighs an answer to Sarajevo market shell",
            "BRUSSELS — NATO ambassadors met late on Monday after a mortar shell on a market in Sarajevo killed 35 people in the \
             morning. Secretary General Willy Claes said the alliance would act.\n",
        ),
        hostile,
    ]
}

pub fn keep(db: &Path, reports: Vec<Report>) {
    let mut keeper = Keeper::open(db).unwrap();
    keeper.keep(reports.into_iter(), |report| vec![Ok(report)], None, &mut |_| {}).unwrap();
}

/// A server on loopback, until it is dropped.
pub struct Server {
    pub address: SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Server {
    pub fn start(db: &Path, token: Option<&str>) -> Server {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let serving = Serving { db: db.to_owned(), address, token: token.map(str::to_owned) };
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(serving.run(async { drop(stopped.await) })).unwrap();
        });
        while TcpStream::connect(address).is_err() {
            thread::sleep(Duration::from_millis(10));
        }
        Server { address, stop: Some(stop), thread: Some(thread) }
    }

    /// A request as it stands: nothing is encoded or added but the name of the host.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).unwrap();
        Answer::read(stream)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
        let _ = self.thread.take().map(thread::JoinHandle::join);
    }
}

pub struct Answer {
    pub status: u16,
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Answer {
    fn read(stream: TcpStream) -> Answer {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = HashMap::new();
        loop {
            line.clear();
            reader.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            headers.insert(name.to_lowercase(), value.to_owned());
        }
        let mut body = Vec::new();
        reader.read_to_end(&mut body).unwrap();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

pub fn links(page: &str) -> Vec<String> {
    let addresses = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    addresses.map(|address| address.replace("&amp;", "&").replace("&#38;", "&")).collect()
}
