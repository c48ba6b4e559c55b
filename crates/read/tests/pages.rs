//! What is read off a page: who wrote it, and which of its lines are its text.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use dateline_model::Report;

const BODY: &str = "<p>The three delegations met again on Tuesday, and the envoy said that the map was nearly drawn.</p>\
    <p>The presidents, who had not spoken to each other for a week, sat at one table in the evening, he said.</p>";

/// A page with something in its head and something below its headline.
fn page(head: &str, below: &str) -> Report {
    let html = format!(
        "<html lang=en><head><title>Talks end at last</title><meta property=og:site_name content='Valley Wire'>{head}</head>\
         <body><article><h1>Talks end at last</h1>{below}{BODY}</article></body></html>"
    );
    dateline_read::page::page(&html, Report::default()).unwrap()
}

fn byline(head: &str, below: &str) -> Vec<String> {
    page(head, below).byline
}

#[test]
fn people_come_before_those_of_an_outlet_together() {
    let claimed = "<meta name=author content='Valley Wire Staff'>";
    assert_eq!(byline(claimed, "<p class=byline>By Mara Ilic</p>"), ["Mara Ilic"]);
    assert_eq!(byline(claimed, ""), ["Valley Wire Staff"]);
}

#[test]
fn those_of_an_outlet_together() {
    for (printed, name) in [
        ("<p class=byline>By the Valley Wire Team</p>", "the Valley Wire Team"),
        ("<span class=author-name>Team Harbour</span>", "Team Harbour"),
        ("<div>By</div><div>Our Editors</div>", "Our Editors"),
        ("<p><a rel=author href=/a/1>Valley Wire Editorial Team</a></p>", "Valley Wire Editorial Team"),
    ] {
        assert_eq!(byline("", printed), [name], "{printed}");
    }
}

#[test]
fn somebody_with_one_name() {
    assert_eq!(byline("", "<p>by <a href=/author/mara/>Mara</a> · 3 May</p>"), ["Mara"]);
    assert_eq!(byline("", "<p>Posted by <a rel=author href=/member/katies>katies</a></p>"), ["katies"]);
    // No name, though "by" stands before it.
    assert!(byline("", "<p>by walking</p>").is_empty());
}

#[test]
fn where_the_names_end() {
    let of = |printed: &str| byline("", &format!("<p class=byline>{printed}</p>"));
    assert_eq!(of("By Mara Ilic, Wire Columnist"), ["Mara Ilic"]);
    assert_eq!(of("By Mara Ilic and Jon Berg (Harbour City)"), ["Mara Ilic", "Jon Berg"]);
    assert_eq!(byline("<meta name=author content='Mara (Horvat) Ilic'>", ""), ["Mara (Horvat) Ilic"]);
    assert_eq!(of("Av Jon Berg och Mara Ilic"), ["Jon Berg", "Mara Ilic"]);
}

#[test]
fn the_first_of_several_is_claimed() {
    let claimed = r#"<script type=application/ld+json>{"@type":"NewsArticle","author":{"@type":"Person","name":"Mara Ilic"}}</script>"#;
    let both =
        "<p class=byline>By <a rel=author href=/a/1>Mara Ilic</a>, <a rel=author href=/a/2>Jon Berg</a></p>";
    assert_eq!(byline(claimed, both), ["Mara Ilic", "Jon Berg"]);
}

#[test]
fn libraries_name_all_authors() {
    let cited =
        "<meta name=citation_authors content='Mara Ilic'><meta name=citation_authors content='Berg, Jon'>";
    assert_eq!(byline(cited, ""), ["Mara Ilic", "Jon Berg"]);
}

#[test]
fn lines_that_point_elsewhere_are_asides() {
    let below =
        format!("{BODY}<p>Lesen Sie auch: Was im Tal vereinbart wurde</p><p>Foto: Mara Ilic</p>{BODY}");
    let report = page("", &below);
    let asides: Vec<&str> = report.asides.iter().map(|aside| aside.span.text.as_str()).collect();
    for line in ["Lesen Sie auch: Was im Tal vereinbart wurde", "Foto: Mara Ilic"] {
        assert!(asides.contains(&line), "{line}: {asides:?}");
    }
}

#[test]
fn how_signs_are_spoken_is_not_read_twice() {
    let below = "<p>The envoy wrote <ruby>東<rp>(</rp><rt>tō</rt><rp>)</rp>京<rt>kyō</rt></ruby> on the map, and nobody asked him what it was for.</p>";
    assert!(page("", below).text.contains("wrote 東京 on the map"));
}
