//! Describes the blocks of pages for `tools/train-pages`: JSON Lines of `{id, html}` in, for each
//! a line `{id, blocks: [text…], features: [[number…]…]}` out. With `likelihoods: [number…]`, one
//! a block, the features are those of the second model.

use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let page: serde_json::Value = serde_json::from_str(&line?)?;
        let likelihoods: Option<Vec<f32>> = page["likelihoods"]
            .as_array()
            .map(|numbers| numbers.iter().map(|number| number.as_f64().unwrap_or(0.0) as f32).collect());
        let html = page["html"].as_str().unwrap_or_default();
        let blocks = dateline_read::page::described_blocks(html, likelihoods.as_deref());
        let (texts, features): (Vec<_>, Vec<_>) = blocks.into_iter().unzip();
        let line = serde_json::json!({"id": page["id"], "blocks": texts, "features": features});
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
