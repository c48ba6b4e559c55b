//! How figures stand to each other and to time: parts of a whole, what comes on top, what was told
//! before and has been put right, so many a day, so many by a day.

use super::counted::is_fate;
use super::draft::Draft;
use super::lexicon::{Bound, Lexicon};
use dateline_language::{Annotated, Upos};
use dateline_model::{Excerpt, FigureStatus, Rate, TimexType, When};
use dateline_scene::Scene;

/// Settles for all figures of a report how they stand to each other.
pub(super) fn relate(text: &Annotated<'_>, lexicon: &Lexicon, drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        among(text, drafts, at);
        of_whole(drafts, at);
        on_top(text, drafts, at);
    }
    for at in 0..drafts.len() {
        if let Some(status) = overtaken(text, lexicon, drafts, at) {
            drafts[at].status = status;
        }
    }
}

/// "Two children were among the seven people killed": the first is a part of the second.
fn among(text: &Annotated<'_>, drafts: &mut [Draft], at: usize) {
    let Some(whole) = drafts.get(at + 1) else { return };
    let part = &drafts[at];
    let (end, start) = (part.counted.words.end, whole.quantity.words.start);
    if end > start || start - end > 4 || !is_fate(&whole.counted.what) || !part.counted.is_people {
        return;
    }
    let between: Vec<String> = (end..start).map(|at| text.form(at).to_lowercase()).collect();
    // "seven people, among them two children" is told the other way round.
    let is_back = between.iter().any(|word| word == "them" || word == "whom");
    if between.iter().any(|word| word == "among")
        && !is_back
        && whole.part_of.is_none()
        && part.quantity.value <= whole.quantity.value
    {
        let what = whole.counted.what.clone();
        let part = &mut drafts[at];
        (part.counted.what, part.counted.is_effect, part.part_of) = (what, true, Some(at + 1));
    }
}

/// "Forty of *the 90 wounded*": the whole stands inside the words of its part.
fn of_whole(drafts: &mut [Draft], at: usize) {
    let Some(whole) = drafts.get(at + 1) else { return };
    let part = &drafts[at];
    let is_inside = part.quantity.words.end < whole.quantity.words.start
        && whole.quantity.words.end < part.counted.words.end
        && part.counted.what == whole.counted.what
        && part.quantity.value <= whole.quantity.value;
    if is_inside && part.part_of.is_none() {
        drafts[at].part_of = Some(at + 1);
    }
}

/// "Three more died, raising the toll to 14": the three are of the fourteen.
fn on_top(text: &Annotated<'_>, drafts: &mut [Draft], at: usize) {
    const MORE: [&str; 5] = ["more", "another", "further", "additional", "others"];
    let one = &drafts[at];
    if !is_fate(&one.counted.what) || one.part_of.is_some() {
        return;
    }
    let words = one.quantity.words.start..one.counted.words.end.max(one.quantity.words.end);
    let is_more = words.clone().any(|at| MORE.iter().any(|more| text.form(at).eq_ignore_ascii_case(more)));
    if !is_more {
        return;
    }
    let sentence = text.sentence_number(words.start);
    let total = drafts.iter().position(|other| {
        let told_by = other.counted.told_by;
        let is_total = matches!(
            text.tokens[told_by].lemma.as_str(),
            "toll" | "number" | "total" | "count" | "tally" | "death"
        );
        is_total
            && other.counted.what == one.counted.what
            && text.sentence_number(other.quantity.words.start) == sentence
            && other.quantity.value > one.quantity.value
    });
    if let Some(total) = total {
        drafts[at].part_of = Some(total);
    }
}

/// "not eight as first reported", "lowered from eight to six", "initial reports of eight dead", "had
/// earlier said that eight had been killed": a number that another one has taken the place of.
fn overtaken(text: &Annotated<'_>, lexicon: &Lexicon, drafts: &[Draft], at: usize) -> Option<FigureStatus> {
    const NEAR: usize = 3;
    let one = &drafts[at];
    if one.status == FigureStatus::Superseded {
        return Some(FigureStatus::Superseded);
    }
    let start = one.quantity.words.start;
    let sentence = text.sentence_number(start);
    let others = |within: usize| {
        drafts.iter().enumerate().any(|(number, other)| {
            number != at
                && other.counted.what == one.counted.what
                && other.status == FigureStatus::Given
                && (other.quantity.value, other.quantity.most) != (one.quantity.value, one.quantity.most)
                && text.sentence_number(other.quantity.words.start).abs_diff(sentence) <= within
        })
    };
    let sentence_start = text.sentences[sentence].words.start;
    let before = start.checked_sub(1).filter(|&before| before >= sentence_start)?;
    let is = |at: usize, word: &str| text.form(at).eq_ignore_ascii_case(word);
    // "six, not eight", "six rather than eight", "six instead of eight".
    let is_contrast = is(before, "not") && !is_bound(one)
        || before > sentence_start
            && (is(before, "than") && is(before - 1, "rather")
                || is(before, "of") && is(before - 1, "instead"));
    if is_contrast && others(0) {
        return Some(FigureStatus::Superseded);
    }
    if !is_fate(&one.counted.what) {
        return None;
    }
    if is(before, "from")
        && one.quantity.most.is_none()
        && others(0)
        && is_changed(text, lexicon, before, sentence_start)
    {
        return Some(FigureStatus::Superseded);
    }
    let earlier = &lexicon.status.earlier;
    let words = sentence_start..start;
    let is_earlier_count = words.clone().any(|at| {
        let lemma = text.tokens[at].lemma.as_str();
        earlier.nouns.contains(lemma) && at > sentence_start && {
            let adjective = text.tokens[at - 1].lemma.to_lowercase();
            earlier.adjectives.contains(adjective.as_str()) || is(at - 1, "first")
        }
    });
    // "had earlier said that …", "said at first that".
    let is_earlier_word = words.clone().any(|at| {
        earlier.words.contains(&text.form(at).to_lowercase())
            && text.tokens[at].upos == Upos::Adv
            && words.clone().any(|had| {
                is(had, "had") || text.tokens[had].lemma == "say" || text.tokens[had].lemma == "report"
            })
    });
    (is_earlier_count || is_earlier_word).then_some(())?;
    others(NEAR).then_some(FigureStatus::Superseded)
}

fn is_bound(one: &Draft) -> bool {
    one.quantity.bound != Bound::Plain
}

fn is_changed(text: &Annotated<'_>, lexicon: &Lexicon, before: usize, sentence: usize) -> bool {
    const REACH: usize = 10;
    (before.saturating_sub(REACH).max(sentence)..before)
        .any(|at| lexicon.changes.contains(text.tokens[at].lemma.as_str()))
}

/// "40 people die every day", "33 million cubic metres a day": in how long so many come to be.
pub(super) fn rate(text: &Annotated<'_>, draft: &Draft) -> Option<Rate> {
    const REACH: usize = 7;
    let sentence = text.sentences[text.sentence_number(draft.quantity.words.start)].words;
    // "90 miles an hour" is how fast, and comes to be in no hour.
    if matches!(draft.counted.what.as_str(), "duration" | "speed") {
        return None;
    }
    let from = draft.quantity.words.end;
    let last = draft.counted.words.end.max(from);
    let mut at = from;
    while at < sentence.end.min(last + REACH) {
        let token = &text.tokens[at];
        // Another number or clause has a rate of its own.
        if at >= last && (token.upos == Upos::Num || token.upos == Upos::Punct && text.form(at) != "-") {
            break;
        }
        if let Some(rate) = rate_at(text, at, sentence.end) {
            return Some(rate);
        }
        at += 1;
    }
    // "Every day, 40 people die".
    let opens = sentence.start;
    let is_every = ["every", "each"].iter().any(|word| text.form(opens).eq_ignore_ascii_case(word));
    (is_every && from <= sentence.start + 2 + REACH).then(|| rate_at(text, opens, sentence.end)).flatten()
}

/// "a day", "per week", "each month", "every year", "daily".
fn rate_at(text: &Annotated<'_>, at: usize, end: usize) -> Option<Rate> {
    let form = text.form(at).to_lowercase();
    let unit = |word: &str| {
        Some(match word {
            "second" => Rate::Second,
            "minute" => Rate::Minute,
            "hour" => Rate::Hour,
            "day" => Rate::Day,
            "night" => Rate::Night,
            "week" => Rate::Week,
            "month" => Rate::Month,
            "quarter" => Rate::Quarter,
            "year" => Rate::Year,
            _ => return None,
        })
    };
    match form.as_str() {
        "daily" | "nightly" | "weekly" | "monthly" | "yearly" | "annually" | "hourly"
            if text.tokens[at].upos == Upos::Adv
                || at + 1 >= end
                || text.tokens[at + 1].upos == Upos::Punct =>
        {
            unit(match form.as_str() {
                "daily" => "day",
                "nightly" => "night",
                "weekly" => "week",
                "monthly" => "month",
                "hourly" => "hour",
                _ => "year",
            })
        }
        "a" | "an" | "per" | "each" | "every" if at + 1 < end => {
            // "a year ago", "a day later", "a week before", "half a day", "once a day".
            const NOT: [&str; 9] = ["ago", "later", "earlier", "before", "after", "old", "away", "of", "-"];
            let is_other =
                at + 2 < end && NOT.iter().any(|word| text.form(at + 2).eq_ignore_ascii_case(word));
            let before = at.checked_sub(1).map(|before| text.form(before).to_lowercase());
            const PREPOSITIONS: [&str; 16] = [
                "for", "in", "after", "within", "half", "over", "than", "once", "twice", "such", "not", "by",
                "of", "with", "about", "to",
            ];
            let is_free = matches!(form.as_str(), "per" | "each" | "every")
                || before.is_none_or(|before| !PREPOSITIONS.contains(&before.as_str()));
            let unit = unit(&text.form(at + 1).to_lowercase())?;
            // "one has died, *a second* lies in bed": another one.
            let is_ordinal =
                unit == Rate::Second
                    && matches!(form.as_str(), "a" | "an")
                    && text.tokens.get(at + 2).filter(|_| at + 2 < end).is_some_and(|next| {
                        matches!(next.upos, Upos::Aux | Upos::Verb | Upos::Noun | Upos::Adj)
                    });
            (!is_ordinal && !is_other && is_free).then_some(unit)
        }
        _ => None,
    }
}

/// "210 had died by 3 March", "as of 3 March": the day up to which a running total was counted.
pub(super) fn as_of(scene: &Scene<'_>, draft: &Draft) -> Option<When> {
    let text = scene.annotated;
    if !is_fate(&draft.counted.what) {
        return None;
    }
    let sentence = text.sentence_number(draft.quantity.words.start);
    scene
        .times
        .iter()
        .filter(|time| {
            time.record.edtf.is_some()
                && matches!(time.record.timex3.kind, TimexType::Date | TimexType::Time)
                && time.words.start < text.tokens.len()
                && text.sentence_number(time.words.start) == sentence
        })
        .find(|time| {
            let start = time.words.start;
            let is = |by: usize, word: &str| {
                start.checked_sub(by).is_some_and(|at| text.form(at).eq_ignore_ascii_case(word))
            };
            is(1, "by") || is(1, "of") && is(2, "as") || is(1, "at") && is(2, "as") || is(1, "until")
        })
        .map(|time| {
            let span: Excerpt = time.record.span.clone();
            When { span, edtf: time.record.edtf.clone() }
        })
}
