//! One plain sentence for each thing in the record: what it holds, and no more.

use super::plain::{amount_of, one_line, plain_day};
use super::words;
use dateline_ask::state_name;
use dateline_model::{Event, Figure, Party, Reading, Speaker, Statement, When};

/// "Muhamed Sacirbey (Foreign Minister, Bosnia and Herzegovina) accused Ratko Mladić of this, Fri, 8 Sept 1995."
pub fn of_statement(one: &Statement) -> String {
    let saying = words::saying(one.act);
    let who = named(&one.speakers.iter().map(speaker).collect::<Vec<_>>());
    let who = if who.is_empty() { "Somebody who is not named".to_owned() } else { who };
    let to = named(&one.addressee.iter().map(|one| one.name.clone()).collect::<Vec<_>>());
    let does = if one.negated {
        let to = if to.is_empty() { String::new() } else { format!(", speaking to {to}") };
        format!("did not {}{to}", saying.say)
    } else if to.is_empty() {
        saying.alone.to_owned()
    } else {
        saying.to.replace("{}", &to)
    };
    let via = named(&one.via.iter().map(|one| one.name.clone()).collect::<Vec<_>>());
    let via = if via.is_empty() { String::new() } else { format!(", as {via} passed on") };
    format!("{} {does}{}{via}.", capital(&who), on(one.said.as_ref(), None))
}

/// "NATO attacked Serb positions (from the air), Wed, 30 Aug 1995, as the report itself tells."
pub fn of_event(one: &Event, reading: &Reading) -> String {
    let place = one.place.as_ref().map(|place| place.span.text.as_str());
    let standing = words::standing(one.status);
    let standing = if standing.is_empty() { String::new() } else { format!(": {standing}") };
    let word = owner(one.account.as_ref(), reading);
    let word =
        word.map_or_else(|| ", as the report itself tells".to_owned(), |who| format!(", as {who} says"));
    format!("{}{}{standing}{word}.", deed(one), on(one.when.as_ref(), place))
}

/// "NATO attacked Serb positions (from the air)".
pub fn deed(one: &Event) -> String {
    let deed = words::deed(one.act);
    let parties =
        |parties: &[Party]| named(&parties.iter().map(|party| party.name.clone()).collect::<Vec<_>>());
    let (by, to) = (parties(&one.by), parties(&one.to));
    let told = match (by.is_empty(), to.is_empty()) {
        (false, false) => format!("{} {}", capital(&by), deed.to.replace("{}", &to)),
        (false, true) => format!("{} {}", capital(&by), deed.alone),
        (true, false) => format!("{}; by whom is not said", deed.on.replace("{}", &to)),
        (true, true) => format!("{}; between whom is not said", capital(deed.noun)),
    };
    let how = one.mode.map(words::manner).filter(|how| !how.is_empty());
    let how = how.map_or_else(String::new, |how| format!(" ({how})"));
    format!("{told}{how}")
}

/// "At least 33 killed, in Sarajevo, by the word of hospital officials."
pub fn of_figure(one: &Figure, reading: &Reading) -> String {
    let amount = capital(&amount_of(one.low, one.high, one.approximate));
    let of = one.of.as_ref().map(|of| one_line(&of.text)).filter(|of| *of != one.what);
    let of = of.map_or_else(String::new, |of| format!(" ({of})"));
    let unit = one.unit.as_deref().filter(|unit| *unit != one.what && *unit != "percent");
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    let rate = one.rate.map_or_else(String::new, |rate| format!(" a {}", rate.name()));
    let place = one.place.as_ref().map(|place| place.span.text.as_str());
    let word = owner(one.account.as_ref(), reading);
    let word = word
        .map_or_else(|| ", as the report itself says".to_owned(), |who| format!(", by the word of {who}"));
    let given = words::given(one.status);
    let given = if given.is_empty() { String::new() } else { format!(": {given}") };
    let when = one.as_of.as_ref().or(one.when.as_ref());
    format!("{amount}{unit} {}{of}{rate}{}{given}{word}.", words::measure(&one.what), on(when, place))
}

/// Whose word something stands on: the speakers of the statement that holds it.
pub fn owner(account: Option<&dateline_model::Id>, reading: &Reading) -> Option<String> {
    let statement = reading.statements.iter().find(|one| Some(&one.id) == account)?;
    let names = named(&statement.speakers.iter().map(|one| one.name.clone()).collect::<Vec<_>>());
    Some(if names.is_empty() { "somebody who is not named".to_owned() } else { names })
}

/// "Muhamed Sacirbey (Foreign Minister, Bosnia and Herzegovina)".
fn speaker(one: &Speaker) -> String {
    let role = role(one);
    if role.is_empty() { one.name.clone() } else { format!("{} ({role})", one.name) }
}

/// "Foreign Minister, Bosnia and Herzegovina"; nothing of a body that speaks for itself.
fn role(one: &Speaker) -> String {
    let state = one.of.as_deref().map(|of| state_name(of).unwrap_or(of));
    let state =
        state.filter(|state| one.office.is_some() || (*state != one.name && state.chars().count() > 4));
    [one.office.as_deref(), state].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "A", "A and B", "A, B and C".
pub fn named(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => {
            format!("{} and {last}", before.join(", "))
        }
    }
}

/// " in Sarajevo, Mon, 28 Aug 1995"; nothing of a day that is not given.
fn on(when: Option<&When>, place: Option<&str>) -> String {
    let place = place.map_or_else(String::new, |place| format!(" in {}", one_line(place)));
    let day = when.and_then(|when| when.edtf.as_ref()).map(|edtf| plain_day(edtf.as_str()));
    let day = day.map_or_else(String::new, |day| format!(", {day}"));
    format!("{place}{day}")
}

/// With a capital at the beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_model::{EventAct, Excerpt, Id, Manner, Mode, StatementAct, Status};

    fn excerpt(text: &str) -> Excerpt {
        Excerpt { start: 0, end: text.chars().count() as u32, text: text.to_owned() }
    }

    fn somebody(name: &str, office: Option<&str>, of: Option<&str>) -> Speaker {
        Speaker {
            span: excerpt(name),
            name: name.to_owned(),
            entity: None,
            office: office.map(str::to_owned),
            of: of.map(str::to_owned),
        }
    }

    fn statement(act: StatementAct) -> Statement {
        Statement {
            id: "s".into(),
            report: "r".into(),
            evidence: excerpt("x"),
            speakers: vec![somebody("Ivo Marek", Some("Foreign Minister"), Some("HRV"))],
            cue: None,
            content: Vec::new(),
            manner: Manner::Direct,
            act,
            negated: false,
            addressee: vec![somebody("the Lake League", None, None)],
            venue: None,
            via: Vec::new(),
            said: None,
            continues: None,
            account: None,
            confidence: 0.9,
        }
    }

    #[test]
    fn a_statement_is_told_as_a_person_would() {
        let accused = of_statement(&statement(StatementAct::Accuse));
        assert_eq!(accused, "Ivo Marek (Foreign Minister, Croatia) accused the Lake League of this.");
        let not = Statement { negated: true, speakers: Vec::new(), ..statement(StatementAct::Accuse) };
        assert_eq!(
            of_statement(&not),
            "Somebody who is not named did not accuse, speaking to the Lake League."
        );
    }

    #[test]
    fn a_deed_says_who_is_not_named_and_by_whose_word() {
        let party = |name: &str| Party {
            span: excerpt(name),
            name: name.to_owned(),
            entity: None,
            country: None,
            sector: None,
        };
        let event = Event {
            id: "e".into(),
            report: "r".into(),
            act: EventAct::Assault,
            mode: Some(Mode::Missile),
            by: Vec::new(),
            to: vec![party("two people")],
            evidence: excerpt("x"),
            also: Vec::new(),
            trigger: excerpt("x"),
            when: None,
            place: None,
            status: Status::Denied,
            account: Some(Id::from("s")),
            confidence: 0.9,
        };
        let reading = Reading { statements: vec![statement(StatementAct::State)], ..Reading::default() };
        assert_eq!(
            of_event(&event, &reading),
            "An attack on two people; by whom is not said (by missile): denied, as Ivo Marek says."
        );
    }

    #[test]
    fn names_are_listed_as_in_prose() {
        let names = |names: &[&str]| named(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
        assert_eq!(names(&["A", "B", "C"]), "A, B and C");
        assert_eq!(names(&[]), "");
    }
}
