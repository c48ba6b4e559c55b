//! Style sheet and script, with names that change when they do, so that they can be kept forever.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

const STYLE: &str = include_str!("../assets/style.css");
const SCRIPT: &str = include_str!("../assets/live.js");
const ICON: &str = include_str!("../assets/icon.svg");

static STYLE_NAME: LazyLock<String> = LazyLock::new(|| named("style", STYLE, "css"));
static SCRIPT_NAME: LazyLock<String> = LazyLock::new(|| named("live", SCRIPT, "js"));

fn named(stem: &str, content: &str, ending: &str) -> String {
    format!("{stem}-{}.{ending}", &blake3::hash(content.as_bytes()).to_hex()[..8])
}

/// The style sheet's address.
pub fn style() -> &'static str {
    &STYLE_NAME
}

/// The script's address.
pub fn script() -> &'static str {
    &SCRIPT_NAME
}

/// One of them.
pub async fn asset(Path(name): Path<String>) -> Response {
    let (kind, content) = if name == *STYLE_NAME {
        ("text/css; charset=utf-8", STYLE)
    } else if name == *SCRIPT_NAME {
        ("text/javascript; charset=utf-8", SCRIPT)
    } else if name == "icon.svg" {
        ("image/svg+xml", ICON)
    } else {
        return StatusCode::NOT_FOUND.into_response();
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")], content)
        .into_response()
}
