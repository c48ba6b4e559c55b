//! Small closed classes of words, from `lexicon/sayings.toml`.

use serde::Deserialize;
use std::sync::LazyLock;

/// Each list of the file, and the question that it answers of a word.
macro_rules! classes {
    ($($(#[$doc:meta])* $list:ident: $is:ident,)*) => {
        /// The word lists.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct SayingWords {
            $($list: Vec<String>,)*
        }

        $(
            $(#[$doc])*
            pub(super) fn $is(word: &str) -> bool {
                WORDS.$list.iter().any(|own| own == word)
            }
        )*
    };
}

static WORDS: LazyLock<SayingWords> = LazyLock::new(|| {
    dateline_vocabulary::compiled_in("sayings.toml", include_str!("../lexicon/sayings.toml"))
});

classes! {
    /// "It was *vital* for her to say so": nobody knows whether she did.
    leaving_open: leaves_open,
    /// "said *nothing*"
    empty: is_empty,
    /// "*What* the minister said was untrue."
    free_relatives: heads_free_relative,
    /// "*Ladies* and *gentlemen*!"
    greeting: greets,
    /// "The clerk *faces* allegations that"
    taking: takes_anothers,
    /// "…, *adding* that"
    additive: is_additive,
    /// "*Look*, we have paid."
    idle_imperatives: is_idle_imperative,
    /// "told *lawmakers* that"
    hearers: is_hearer,
    /// "“We shall see,” *followed* a long silence": what stands behind a quotation and says none.
    no_saying: is_no_saying,
    /// "*Later*, the mayor said": on the day of the sentence before.
    onward: leads_onward,
    /// "*blamed* the railway": of whom, and not to whom.
    blaming: is_blaming,
    /// "“We are ready,” the *statement* added": what carries the words of whoever issued it.
    issued_media: is_issued,
    /// "during a *call* with the mayor": who takes part hears it.
    with_hearer: has_hearer_with,
    /// "in a *letter* to the mayor"
    to_hearer: has_hearer_to,
    /// "*suggested* that it was old", "*suggested* that it be closed"
    telling_or_wanting: tells_or_wants,
    /// "“Never,” Horn *replied*"
    answering: is_answering,
    /// "They *rightly* fear that": the writer's own judgement of what others think.
    granted: grants,
    /// "a house they *hope* to pull down"
    wished: is_wished,
    /// "Full *text* of the mayor's speech"
    printed_texts: is_printed_text,
    /// "Read the mayor's *full* address below"
    printed_whole: is_printed_whole,
    /// "the mayor's *address*"
    speeches: is_speech_noun,
    /// "called out the fire *brigade*"
    services: is_service,
    /// "A guard *asked* not to be named"
    for_oneself: asks_for_oneself,
    /// "asked not to be *identified*"
    unnamed: is_unnamed,
    /// "*withdrew* the claim that"
    taking_back: takes_back,
    /// "retracted the *accusation* that"
    claims: is_claim,
    /// "a mill *said* to be haunted"
    hearsay: is_hearsay,
    /// "They *want* the council to make an appeal"
    wanting_of_others: wants_of_others,
    /// "*struggled* to explain why"
    trying: is_trying,
    /// "the *right* to demand a refund"
    freedoms: is_freedom,
    /// "a state *called* Norland"
    naming: is_naming,
    /// "*Unlike* what the mayor said"
    reversing: is_reversing,
    /// "*Contrary* to what the mayor said"
    reversing_near: reverses_near,
    /// "declared *independence*"
    declared_deeds: is_declared_deed,
    /// "*said* nothing"
    plain_telling: tells_plainly,
    /// "*discussed* the harbour"
    of_topics: is_of_topics,
    /// "*responded* to the letter"
    reacting: is_reacting,
    /// "*added* two rooms"
    clausal: wants_a_clause,
    /// "The clerk *wrote*: the pier is shut"
    before_a_colon: stands_before_a_colon,
    /// "has not *announced* a date"
    giving_out: gives_out,
    /// "as the engineers had *promised*"
    going_with: goes_with,
    /// "the Courier *reported*"
    passing_on: passes_on,
    /// "the *daily* reported"
    press: is_press_noun,
    /// "*declined* to comment"
    refusing: is_refusing,
    /// "was *mocked* for saying that"
    held_against: is_held_against,
    /// "declined to *elaborate*"
    declined: is_declined,
    /// "*insisted* that the pact was “a farce”"
    stating: is_stating,
    /// "would not *comment* on the raid"
    of_a_comment: is_of_a_comment,
    /// "would not *say* when"
    withheld: is_withheld,
    /// "*voiced* fears that"
    voicing: is_voicing,
    /// "*tension* between Norway and Peru"
    between_sides: is_between_sides,
    /// "was *considered* honest"
    considering: is_considering,
    /// "The *village* remembered the flood"
    grounds: is_ground,
    /// "The *flood* told of worse"
    happenings: is_happening,
    /// "told a *witness*"
    spoken_to: is_spoken_to,
    /// "*requested* the mainland send boats"
    of_what_to_do: is_of_what_to_do,
    /// "told the *truth*"
    asked_things: is_asked_thing,
    /// "told *parliament*"
    hearing_houses: is_hearing_house,
    /// "*Photo*: Ada Doran"
    of_pictures: is_of_a_picture,
    /// "*issued* a denial"
    light: is_light,
    /// "We do not give in *lightly*."
    habits: is_of_habit,
    /// "A camera *captured* her promising it."
    catching: is_catching,
    /// "*took* the opportunity to thank her"
    making_use: makes_use,
    /// "is *bound* to gain by disclosing it"
    of_the_future: is_of_the_future,
    /// "dismissed the *lawsuit*"
    before_court: is_before_court,
    /// "*apologised* to the miners for calling them thieves"
    pardoning: asks_pardon,
    /// "slammed the *decision*"
    made_of_words: is_made_of_words,
}
