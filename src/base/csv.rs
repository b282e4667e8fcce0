//! Fields of comma-separated values (RFC 4180).

/// A field: in quotes where it must be, and never one that a spreadsheet takes for a formula.
pub fn field(text: &str) -> String {
    let is_number = text.parse::<f64>().is_ok();
    let guard = if !is_number && text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains(['"', ',', '\n', '\r']) || !guard.is_empty() {
        return format!("\"{guard}{}\"", text.replace('"', "\"\""));
    }
    text.to_owned()
}
