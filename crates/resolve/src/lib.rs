//! Links between readings: copies, stories, people, differing accounts.
