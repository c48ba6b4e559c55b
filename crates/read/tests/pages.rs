//! What is read off a page: who wrote it, when, and which of its lines are its text.

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

fn day(head: &str, below: &str) -> String {
    let published = page(head, below).published.unwrap_or_default();
    published.get(..10).unwrap_or_default().to_owned()
}

#[test]
fn the_only_day_that_readers_see_is_the_day() {
    let claimed = "<meta property=article:published_time content='2016-03-04T09:00:00+01:00'>";
    assert_eq!(day(claimed, "<p>21 November 2019</p>"), "2019-11-21");
    // Days of something else, and of more than one.
    assert_eq!(day(claimed, "<p>Next talks:</p><p>21 November 2019</p>"), "2016-03-04");
    assert_eq!(day(claimed, "<p>Next talks in Dayton on 21 November 2019</p>"), "2016-03-04");
    assert_eq!(day(claimed, "<p>21 November 2019</p><p>23 November 2019</p>"), "2016-03-04");
    // The claimed one, in another order.
    assert_eq!(day(claimed, "<p>03.04.2016</p>"), "2016-03-04");
}

#[test]
fn a_change_long_after_the_day_in_the_head_is_no_other_day() {
    let claimed = "<meta property=article:published_time content='2016-03-04T09:00:00+01:00'>";
    assert_eq!(day(claimed, "<p>Updated: 9 March 2016</p>"), "2016-03-09");
    assert_eq!(day(claimed, "<p>Updated: 21 November 2019</p>"), "2016-03-04");
    let elsewhere = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2016-03-04\"}</script>";
    assert_eq!(day(elsewhere, "<p>Updated: 21 November 2019</p>"), "2019-11-21");
}

#[test]
fn what_is_around_the_headline_too_says_nothing_against_a_day() {
    let html = format!(
        "<html lang=en><title>Talks end at last</title><body><div class='card list'><h1>Talks end at last</h1>\
         <span class=date>21 November 2019</span>{BODY}</div><div><span class=date>24 November 2019</span></div></body></html>"
    );
    let report = dateline_read::page::page(&html, Report::default()).unwrap();
    assert_eq!(report.published.as_deref(), Some("2019-11-21"));
}

#[test]
fn the_inner_of_two_elements_has_the_day() {
    let below = "<div class=date>Talks<span class=date>March 4, 2016</span><span class='date updated'>Updated: May 6, 2019</span></div>";
    assert_eq!(day("", below), "2016-03-04");
}

#[test]
fn the_order_of_day_and_month_is_the_countrys() {
    let html = format!(
        "<html lang=en><title>Talks end at last</title><body><article><h1>Talks end at last</h1>\
         <span class=date>03/04/2016</span>{BODY}</article></body></html>"
    );
    for (url, day) in [("https://wire.example/1", "2016-03-04"), ("https://wire.example.sg/1", "2016-04-03")]
    {
        let known = Report { url: Some(url.to_owned()), ..Report::default() };
        let report = dateline_read::page::page(&html, known).unwrap();
        assert_eq!(report.published.as_deref(), Some(day), "{url}");
    }
}

#[test]
fn authors_given_in_parts() {
    let claimed = r#"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","givenName":"Mara","familyName":"Ilic"},
        {"@type":"Person","name":"Ivo Marek, Jr."}]}</script>"#;
    assert_eq!(byline(claimed, ""), ["Mara Ilic", "Ivo Marek, Jr."]);
    assert_eq!(
        byline("", "<p class=byline>By Ivo Marek, Jr., and Mara Ilic</p>"),
        ["Ivo Marek, Jr.", "Mara Ilic"]
    );
}

#[test]
fn what_stands_under_a_picture_is_its_caption() {
    let below = "<figure><img src=a.jpg><figcaption><p>The three presidents sit at one table in the hall of the palace on \
                 Tuesday evening, after a day on which they had not spoken.</p></figcaption></figure>";
    let report = page("", below);
    let asides: Vec<&str> = report.asides.iter().map(|aside| aside.span.text.as_ref()).collect();
    assert!(asides.iter().any(|text| text.starts_with("The three presidents sit")), "{asides:?}");
    assert!(!asides.iter().any(|text| text.starts_with("The three delegations")));
}

#[test]
fn a_box_that_asks_for_consent_is_no_text() {
    let html = format!(
        "<html lang=en><head><title>Talks end at last</title></head><body><div id=consent><h2>Your privacy</h2><p>We and our partners \
         keep cookies on your device to measure audiences and to show you advertisements. By clicking Accept you agree to that and to our \
         privacy policy, in which you can read how long your data are kept and by whom.</p></div><main><h1>Talks end at last</h1>{BODY}</main></body></html>"
    );
    let report = dateline_read::page::page(&html, Report::default()).unwrap();
    assert!(
        !report.text.contains("cookies") && report.text.contains("the map was nearly drawn"),
        "{}",
        report.text
    );
    // A report on cookies is one.
    let on_cookies = BODY.replace("the map was nearly drawn", "cookies should be forbidden by law");
    let html = format!(
        "<html lang=en><head><title>Talks end</title></head><body><main><h1>Talks end</h1>{on_cookies}</main></body></html>"
    );
    assert!(
        dateline_read::page::page(&html, Report::default())
            .unwrap()
            .text
            .contains("cookies should be forbidden")
    );
}

#[test]
fn soft_hyphens_cut_no_word() {
    let report = page(
        "",
        "<p>The negoti&shy;ators\u{ad} said that they would come back to the table in the spring, if they were asked to.</p>",
    );
    assert!(report.text.contains("The negotiators said"), "{}", report.text);
}
