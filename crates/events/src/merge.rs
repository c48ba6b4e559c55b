//! One deed told several times in one report is one event.

use super::deeds::{self, DeedWeights};
use super::lexicon::Lexicon;
use super::told::{Telling, family};
use dateline_grammar::clause;
use dateline_language::Deprel;
use dateline_model::{EventAct, MentionKind, Mode, Status};
use dateline_scene::Scene;

/// Two tellings of violence tell of one deed where the log odds for it are above this.
const ONE: f32 = -0.5;

/// Groups of tellings, each of one deed; by their first telling.
pub(super) fn groups(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    weights: &DeedWeights,
    tellings: Vec<Telling>,
) -> Vec<Vec<Telling>> {
    let mut groups: Vec<Vec<Telling>> = Vec::new();
    for telling in tellings {
        let home = groups
            .iter()
            .enumerate()
            .rev()
            .take(24)
            .filter_map(|(at, group)| affinity(lexicon, scene, weights, group, &telling).map(|fit| (fit, at)))
            .max_by(|(one, a), (other, b)| one.total_cmp(other).then(a.cmp(b)));
        match home {
            Some((_, at)) => groups[at].push(telling),
            None => groups.push(vec![telling]),
        }
    }
    groups
}

/// "Serbia's war on Bosnia", "Bosnia in its war against Serbia": one war, told from both ends. Those that
/// tell it from the end that fewer take are left out, for whoever defends himself did not begin it.
pub(super) fn without_other_ends(lexicon: &Lexicon, scene: &Scene<'_>, tellings: &mut Vec<Telling>) {
    type States = Vec<String>;
    let states = |sides: &[super::parties::Side]| -> States {
        sides.iter().filter_map(|side| side.party.country.clone()).collect()
    };
    let ends: Vec<Option<(States, States)>> = tellings
        .iter()
        .map(|telling| {
            let lemma = scene.annotated.tokens[telling.trigger].lemma.to_lowercase();
            (telling.act == EventAct::Assault && telling.is_noun && lexicon.is("war", &lemma))
                .then(|| (states(&telling.sides.by), states(&telling.sides.to)))
        })
        .collect();
    let within = |some: &States, all: &States| some.iter().all(|state| all.contains(state));
    let is_crossed = |one: &(States, States), other: &(States, States)| {
        !one.0.is_empty() && !other.0.is_empty() && within(&one.0, &other.1) && within(&one.1, &other.0)
    };
    let mut at = 0;
    tellings.retain(|_| {
        let own = &ends[at];
        at += 1;
        let Some(own) = own else { return true };
        let against = ends.iter().flatten().filter(|other| is_crossed(own, other)).count();
        let alike =
            ends.iter().flatten().filter(|other| !other.0.is_empty() && within(&other.0, &own.0)).count();
        against == 0 || alike > against
    });
}

/// How well a telling fits a group; none where it tells of another deed.
fn affinity(
    lexicon: &Lexicon,
    scene: &Scene<'_>,
    weights: &DeedWeights,
    group: &[Telling],
    telling: &Telling,
) -> Option<f32> {
    let first = group.first()?;
    if first.act != telling.act {
        return None;
    }
    if telling.act != EventAct::Assault {
        return same_exchange(scene, group, telling).then_some(1.0);
    }
    if is_ahead(first.status) != is_ahead(telling.status)
        || !group.iter().all(|other| modes_agree(other.mode, telling.mode))
    {
        return None;
    }
    times_agree(group, telling)?;
    if is_sum(scene, telling) || group.iter().any(|other| is_sum(scene, other)) {
        return None;
    }
    // "repelled a Russian attack": whoever does the one is not who does the other.
    if are_of_two(group, telling) {
        return None;
    }
    // "killed in an attack": the one stands in the telling of the other.
    if group.iter().any(|other| other.host == Some(telling.trigger) || telling.host == Some(other.trigger)) {
        return Some(100.0);
    }
    // "*Another* guard was killed that day": not those of whom was told.
    if names_another(scene, telling) || are_in_two_towns(scene, group, telling) {
        return None;
    }
    // A war is one deed, however it is put: "the invasion", "its war on its neighbour", "aggression".
    let is_war =
        |telling: &Telling| lexicon.is("war", &scene.annotated.tokens[telling.trigger].lemma.to_lowercase());
    if is_war(telling)
        && group.iter().any(is_war)
        && same_parties(group, telling, |it| &it.sides.by) > 0
        && (same_parties(group, telling, |it| &it.sides.to) >= 0 || names_relation(scene, group, telling))
    {
        return Some(50.0);
    }
    if !is_one_of_war(lexicon, scene, group, telling) {
        return None;
    }
    let odds: f32 =
        group.iter().map(|other| weights.odds(&deeds::pair_features(scene, other, telling))).sum::<f32>()
            / group.len() as f32;
    (odds > ONE).then_some(odds)
}

/// What armies do is told deed by deed: in two sentences two verbs tell of one deed only where they name one
/// whom, or one where ("captured Tuzla", "fired on Bihac" are two).
fn is_one_of_war(lexicon: &Lexicon, scene: &Scene<'_>, group: &[Telling], telling: &Telling) -> bool {
    let is_of_war = !telling.is_learned() || group.iter().any(|other| !other.is_learned());
    // "The attack", "the attack hit a market": of one that was told before.
    let is_back = |one: &Telling| {
        let is_deed = |side: &super::parties::Side| {
            let noun = scene.annotated.tokens[side.head].lemma.to_lowercase();
            lexicon.is("violence", &noun) || lexicon.is("fighting", &noun)
        };
        one.is_noun && one.sides.to.iter().all(|side| side.party.country.is_none())
            || one.sides.by.iter().any(is_deed)
    };
    // "Rockets hit Tuzla. Nine people were killed.": what became of them.
    let text = scene.annotated;
    // A man by his name is told of for himself.
    let is_outcome = |one: &Telling| {
        one.tells_harm
            && one.sides.by.is_empty()
            && one.place.is_none()
            && !one.sides.to.iter().any(|side| {
                // "*The rower* was killed": one who was told of before, and not by the capture.
                let is_the = text.tokens[side.head].xpos == dateline_language::Xpos::Nn
                    && text.form(side.words.start).eq_ignore_ascii_case("the");
                is_the && group.iter().all(|other| other.mode == Some(Mode::Invade))
                    || side.kind == Some(MentionKind::Person)
                        && scene.entities.entities[side.entity.unwrap_or(0)].name.split(' ').count() > 1
                        && side.entity.is_some()
            })
    };
    if !is_of_war || is_back(telling) || is_outcome(telling) || group.iter().all(is_back) {
        return true;
    }
    let lemma = |side: &super::parties::Side| text.tokens[side.head].lemma.to_lowercase();
    let shares_target =
        |other: &Telling| {
            other.sides.to.iter().any(|one| {
                telling.sides.to.iter().any(|side| {
                    one.entity.is_some() && one.entity == side.entity || lemma(one) == lemma(side)
                })
            })
        };
    let town = |telling: &Telling| {
        let (at, _) = telling.place.as_ref()?;
        let place = &scene.places[*at].record;
        (place.kind.as_deref() != Some("country")).then(|| place.name.clone())
    };
    let mine = town(telling);
    group.iter().any(|other| {
        shares_target(other)
            || mine.is_some() && mine == town(other)
            || other.sentence == telling.sentence
                && (other.sides.to.is_empty() || telling.sides.to.is_empty())
    })
}

/// "Overall, the army fired ninety rockets": the sum of many deeds is none of them.
fn is_sum(scene: &Scene<'_>, telling: &Telling) -> bool {
    let text = scene.annotated;
    let words = text.sentence(telling.trigger).words;
    let first: Vec<String> = words.range().take(3).map(|word| text.form(word).to_lowercase()).collect();
    let opens = |phrase: &[&str]| {
        first.iter().zip(phrase).filter(|(word, other)| word == *other).count() == phrase.len()
    };
    opens(&["overall"]) || opens(&["altogether"]) || opens(&["in", "total"]) || opens(&["in", "all", ","])
}

/// Whether both say who does it, and it is not the same.
fn are_of_two(group: &[Telling], telling: &Telling) -> bool {
    let states = |telling: &Telling| -> Vec<String> {
        telling.sides.by.iter().filter_map(|side| side.party.country.clone()).collect()
    };
    let mine = states(telling);
    let theirs: Vec<String> = group.iter().flat_map(states).collect();
    if !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|state| theirs.contains(state)) {
        return true;
    }
    // "The army repelled an attack by the rebels": whoever beats it back did not make it.
    let is_against = |one: &Telling, other: &Telling| {
        let is_own = |side: &super::parties::Side| one.sides.by.iter().any(|own| own.head == side.head);
        one.repels
            && !other.repels
            && !one.sides.by.is_empty()
            && !other.sides.by.iter().any(is_own)
            && !other.sides.by.is_empty()
    };
    if group.iter().any(|other| is_against(other, telling) || is_against(telling, other)) {
        return true;
    }
    // "Soldiers shelled Tuzla. A man stabbed a waiter.": other doers, other sufferers.
    let has_both = |telling: &Telling| !telling.sides.by.is_empty() && !telling.sides.to.is_empty();
    let shares = |one: &[super::parties::Side], other: &[super::parties::Side]| {
        one.iter().any(|one| {
            other.iter().any(|other| {
                one.head == other.head
                    || one.entity.is_some() && one.entity == other.entity
                    || one.party.country.is_some() && one.party.country == other.party.country
                    || one.party.name.rsplit(' ').next() == other.party.name.rsplit(' ').next()
                    || one.form == Some(dateline_scene::MentionForm::Pronoun)
                    || other.form == Some(dateline_scene::MentionForm::Pronoun)
            })
        })
    };
    has_both(telling)
        && group.iter().any(has_both)
        && group.iter().filter(|other| has_both(other)).all(|other| {
            other.sentence != telling.sentence
                && !shares(&other.sides.by, &telling.sides.by)
                && !shares(&other.sides.to, &telling.sides.to)
        })
}

/// "*Another* miner", "a *second* van": not the one of before.
fn names_another(scene: &Scene<'_>, telling: &Telling) -> bool {
    let text = scene.annotated;
    !telling.sides.to.is_empty()
        && telling.sides.to.iter().all(|side| {
            text.children(side.head).any(|word| {
                word < side.head
                    && matches!(text.tokens[word].deprel.base(), Deprel::Det | Deprel::Amod)
                    // "*Second* Lieutenant", "the *Third* Division": of a name.
                    && (text.form(word).starts_with(char::is_lowercase)
                        || text.form(word) == "Another"
                        || text.tokens[side.head].upos == dateline_language::Upos::Noun)
                    && matches!(
                        text.form(word).to_lowercase().as_str(),
                        "another" | "second" | "third"
                    )
            })
        })
}

/// "Two guards were killed in Tuzla … a judge died in Bihac": two towns, two deeds, where nobody is named in both.
fn are_in_two_towns(scene: &Scene<'_>, group: &[Telling], telling: &Telling) -> bool {
    let town = |telling: &Telling| {
        let (at, _) = telling.place.as_ref()?;
        let place = &scene.places[*at].record;
        (place.kind.as_deref() == Some("city")).then(|| place.name.clone())
    };
    let Some(mine) = town(telling).filter(|_| !telling.sides.to.is_empty()) else { return false };
    let shares = |other: &Telling| {
        other.sides.to.iter().any(|one| {
            telling.sides.to.iter().any(|side| {
                one.entity.is_some() && one.entity == side.entity
                    || one.party.name.eq_ignore_ascii_case(&side.party.name)
            })
        })
    };
    group.iter().any(|other| town(other).is_some_and(|town| town != mine))
        && group.iter().all(|other| {
            other.sentence != telling.sentence
                && !other.sides.to.is_empty()
                && !shares(other)
                && town(other).is_none_or(|town| town != mine)
        })
}

/// "Its neighbour": named by what it is to the other.
fn names_relation(scene: &Scene<'_>, group: &[Telling], telling: &Telling) -> bool {
    let is_relation = |telling: &Telling| {
        telling.sides.to.iter().any(|side| {
            let lemma = scene.annotated.tokens[side.head].lemma.to_lowercase();
            super::parties::RELATIONS.contains(&lemma.as_str())
        })
    };
    is_relation(telling) || group.iter().any(is_relation)
}

fn is_ahead(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Proposed | Status::Threatened | Status::Hypothetical)
}

/// Whether two modes can be one deed's: an abduction, a robbery, an invasion is no bombing; with which
/// weapon it was done is told in many ways.
fn modes_agree(one: Option<Mode>, other: Option<Mode>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let (one, other) = (family(one), family(other));
    one == other || !matches!(one, 1 | 2 | 3 | 6 | 8) && !matches!(other, 1 | 2 | 3 | 6 | 8)
}

/// 1 where both are of one day, 0 where one has none, none where they are of two.
fn times_agree(group: &[Telling], telling: &Telling) -> Option<i32> {
    let Some(mine) = telling.when.as_ref().and_then(|when| when.edtf.as_ref()) else { return Some(0) };
    let mut same = 0;
    for other in group.iter().filter_map(|other| other.when.as_ref()).filter_map(|when| when.edtf.as_ref()) {
        // "nearly four years ago" and "in 2022" can be one year.
        let is_vague = |edtf: &dateline_model::Edtf| edtf.as_str().contains('~');
        if mine == other {
            same = 1;
        } else if is_vague(mine) || is_vague(other) {
            let year = |edtf: &dateline_model::Edtf| edtf.first_day().map(jiff::civil::Date::year);
            if let (Some(mine), Some(other)) = (year(mine), year(other))
                && mine.abs_diff(other) > 1
            {
                return None;
            }
        } else {
            let apart = match (mine.first_day(), mine.last_day(), other.first_day(), other.last_day()) {
                (Some(a), Some(b), Some(c), Some(d)) => b < c || d < a,
                _ => false,
            };
            if apart {
                return None;
            }
        }
    }
    Some(same)
}

/// Two tellings of one meeting, one charge, one arrest: the same root, and both sides the same.
fn same_exchange(scene: &Scene<'_>, group: &[Telling], telling: &Telling) -> bool {
    // Two charges are two, though of the same against the same; the noun for one is the same again.
    let lemma = |telling: &Telling| scene.annotated.tokens[telling.trigger].lemma.to_lowercase();
    let is_of_words = matches!(
        telling.act,
        EventAct::Accuse
            | EventAct::Request
            | EventAct::Reject
            | EventAct::Threaten
            | EventAct::Support
            | EventAct::Agree
    );
    let is_other_time = group.iter().any(|other| is_ahead(other.status) != is_ahead(telling.status));
    let is_further = |telling: &Telling| {
        scene.annotated.children(telling.trigger).any(|child| {
            let lemma = scene.annotated.tokens[child].lemma.to_lowercase();
            matches!(lemma.as_str(), "also" | "again" | "time" | "twice" | "previously" | "ago")
        })
    };
    if !is_further(telling)
        && !group.iter().any(is_further)
        && is_once_in_a_report(group, telling)
        && !is_of_other_matter(scene, group, telling)
        && !is_other_time
        && times_agree(group, telling).is_some()
    {
        return true;
    }
    if is_of_words
        && !telling.is_noun
        && !group.iter().any(|other| other.is_noun || lemma(other) == lemma(telling))
    {
        return false;
    }
    let by = same_parties(group, telling, |telling| &telling.sides.by);
    let to = same_parties(group, telling, |telling| &telling.sides.to);
    let same_mode = group
        .iter()
        .all(|other| other.mode == telling.mode || other.mode.is_none() || telling.mode.is_none());
    let same_status = group.iter().all(|other| is_ahead(other.status) == is_ahead(telling.status));
    let crossed =
        matches!(telling.act, EventAct::Consult | EventAct::Agree | EventAct::Cooperate) && by + to >= 0;
    same_mode
        && same_status
        && times_agree(group, telling).is_some()
        && (by > 0 && to >= 0 && (to > 0 || telling.is_noun) || crossed && by > 0 && to > 0)
}

/// "Ilic was arrested", "he is being held", "the minister resigned", "his resignation": what befalls or is done by one
/// person once, by whomever it is told.
fn is_once_in_a_report(group: &[Telling], telling: &Telling) -> bool {
    let is_same_person = |sides: fn(&Telling) -> &Vec<super::parties::Side>| {
        group.iter().all(|other| {
            sides(telling).iter().any(|one| {
                let is_one = one.entity.is_some() && one.kind == Some(MentionKind::Person);
                is_one && sides(other).iter().any(|two| two.entity == one.entity)
            })
        })
    };
    let is_same_mode = group.iter().all(|other| other.mode == telling.mode);
    let befalls = matches!(
        telling.mode,
        Some(Mode::Arrest | Mode::Convict | Mode::Expel | Mode::Deport | Mode::Release)
    );
    // "Is accused of theft", "has been charged": by those who prosecute him.
    let is_prosecuted = || {
        telling.mode == Some(Mode::Allege)
            && telling.sides.by.is_empty()
            && group.iter().all(|other| other.sides.by.is_empty())
    };
    let does = matches!(telling.mode, Some(Mode::Resign | Mode::Disarm));
    is_same_mode
        && ((befalls && same_parties(group, telling, |it| &it.sides.by) >= 0 || is_prosecuted())
            && is_same_person(|it| &it.sides.to)
            || does && is_same_person(|it| &it.sides.by))
}

/// "Charged *with theft* in Lima", "charged *with murder* in Arica": two deeds, where both say with what, from where or
/// in which town, and do not say the same.
fn is_of_other_matter(scene: &Scene<'_>, group: &[Telling], telling: &Telling) -> bool {
    let text = scene.annotated;
    let matter = |telling: &Telling| -> Vec<String> {
        text.children(telling.trigger)
            .filter(|&child| {
                matches!(clause::case(text, child), Some("with" | "of" | "from" | "for" | "over" | "as"))
                    && !telling
                        .sides
                        .by
                        .iter()
                        .chain(&telling.sides.to)
                        .any(|side| side.head == child && side.kind == Some(MentionKind::Person))
            })
            .map(|child| text.tokens[child].lemma.to_lowercase().to_string())
            .collect()
    };
    let city = |telling: &Telling| {
        let (at, _) = telling.place.as_ref()?;
        let place = &scene.places[*at].record;
        (place.kind.as_deref() == Some("city")).then(|| place.name.clone())
    };
    let is_charge = telling.act == EventAct::Accuse;
    let mine = matter(telling);
    group.iter().any(|other| {
        let theirs = matter(other);
        let is_other = !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|one| theirs.contains(one));
        // Whoever was arrested in one town may be held in another.
        let is_elsewhere =
            is_charge && matches!((city(telling), city(other)), (Some(here), Some(there)) if here != there);
        is_other || is_elsewhere
    })
}

/// 1 where a side is the same party, 0 where one is not told, -1 where they differ; countrymen
/// are not the same.
fn same_parties(
    group: &[Telling],
    telling: &Telling,
    sides: impl Fn(&Telling) -> &Vec<super::parties::Side>,
) -> i32 {
    let mine: Vec<_> = sides(telling).iter().filter(|side| side.entity.is_some()).collect();
    let theirs: Vec<_> = group.iter().flat_map(&sides).filter(|side| side.entity.is_some()).collect();
    if mine.is_empty() || theirs.is_empty() {
        // "met the allies", "met the queen": one of them has no name, and they are not one.
        let open = |mine: &[&super::parties::Side], all: usize| mine.is_empty() && all > 0;
        let named = |known: &[&super::parties::Side]| {
            known.iter().any(|side| side.form == Some(dateline_scene::MentionForm::Name))
        };
        // "all member states", "the member states"
        let last = |side: &super::parties::Side| {
            side.party.name.rsplit(' ').next().unwrap_or_default().to_lowercase()
        };
        let is_one_noun = mine.is_empty()
            && theirs.is_empty()
            && sides(telling)
                .iter()
                .any(|one| group.iter().flat_map(&sides).any(|other| last(one) == last(other)));
        if is_one_noun {
            return 1;
        }
        let (all_mine, all_theirs) = (sides(telling).len(), group.iter().map(|it| sides(it).len()).sum());
        let differ = open(&mine, all_mine) && named(&theirs) || open(&theirs, all_theirs) && named(&mine);
        return if differ { -1 } else { 0 };
    }
    let is_state = |side: &super::parties::Side| {
        matches!(side.kind, Some(MentionKind::Country | MentionKind::Nationality))
    };
    let same = mine.iter().any(|one| {
        theirs.iter().any(|other| {
            one.entity == other.entity
                || (is_state(one) || is_state(other))
                    && one.party.country.is_some()
                    && one.party.country == other.party.country
        })
    });
    if same { 1 } else { -1 }
}
