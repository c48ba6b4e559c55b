//! Who wrote it: people, not desks and agencies.

mod claimed;
mod lexicon;
mod names;
mod nearby;
mod printed;

use super::evidence::{Evidence, string};
use super::tree::{NodeId, Tree};
use crate::asides::letters;
use claimed::{of_articles, of_citation, of_metas};
use names::{is_body, is_person, is_printed_person};
use nearby::{account, collective, in_words};
use printed::printed;

/// The people who wrote a page; where it names none and says that its outlet or a body did, that.
pub(crate) fn byline(tree: &Tree<'_>, evidence: &Evidence, headline: NodeId) -> Vec<String> {
    let outlets = outlets(evidence);
    let is_outlet = |name: &String| outlets.contains(&letters(name));
    let keep = |names: Vec<String>, is_kept: fn(&str) -> bool| -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for name in names {
            let same = |other: &String| letters(other) == letters(&name);
            if is_kept(&name) && !kept.iter().any(same) {
                kept.push(name);
            }
        }
        kept
    };
    // Libraries name every author in an element of its own.
    let cited = keep(of_citation(evidence), is_person);
    if cited.len() > 1 {
        return cited;
    }
    let mut claimed = keep(of_articles(evidence, false), is_person);
    claimed.retain(|name| !is_outlet(name));
    let printed = printed(tree, headline);
    let (is_beside, printed) = (printed.is_beside, keep(printed.names, is_printed_person));
    let shares = |name: &String| printed.iter().any(|other| letters(other) == letters(name));
    // "KatieS" is the name of an account, and beside the headline stands the person's.
    let is_account = |names: &[String]| names.iter().all(|name| !name.contains(' '));
    let gives_way = is_account(&claimed) && is_beside && !printed.is_empty();
    if !claimed.is_empty() && !gives_way {
        // Many programs claim the first of several authors only.
        let is_first =
            claimed.len() == 1 && printed.len() > 1 && letters(&printed[0]) == letters(&claimed[0]);
        return if is_first && is_beside { printed } else { claimed };
    }
    let mut metas = keep(of_metas(evidence), is_person);
    metas.retain(|name| !is_outlet(name));
    if !metas.is_empty()
        && (printed.is_empty()
            || metas.iter().any(shares)
            || (!is_beside && metas.iter().all(|name| is_printed_person(name))))
    {
        return metas;
    }
    if is_beside && !printed.is_empty() {
        return printed;
    }
    let in_words = keep(in_words(tree, headline), is_printed_person);
    if !in_words.is_empty() {
        return in_words;
    }
    // "The Valley Wire Team" is surer than a name that stands somewhere.
    let collective = collective(tree, evidence, headline);
    if !collective.is_empty() {
        return collective;
    }
    if !printed.is_empty() {
        return printed;
    }
    let account = account(tree, headline);
    if !account.is_empty() {
        return account;
    }
    let mut bodies = of_articles(evidence, true);
    bodies
        .extend(evidence.meta(&["author"]).filter(|name| is_outlet(&(*name).to_owned())).map(str::to_owned));
    bodies.truncate(1.max(bodies.len().min(12)));
    keep(bodies, is_body)
}

/// Names that the outlet goes by, in letters only.
fn outlets(evidence: &Evidence) -> Vec<String> {
    let named = evidence.meta(&["og:site_name", "application-name", "apple-mobile-web-app-title"]);
    let sites = evidence.objects("WebSite").take(2).filter_map(|site| site.get("name").and_then(string));
    named
        .map(str::to_owned)
        .into_iter()
        .chain(sites)
        .map(|name| letters(&name))
        .filter(|name| name.len() > 2)
        .collect()
}
