//! Canonical text: one text for every tree, which the parser reads as the same tree again.

use super::{
    literal::{write_duration, write_text},
    names::{
        AGGREGATES, COMPARISONS, INTRINSICS, METRICS, PREFIX_POWER, STATICS, binary_sign, name_of,
        spanset_sign,
    },
    tree::{
        Aggregate, Binary, Comparison, Field, Intrinsic, Metrics, MetricsName, Pipeline, Spanset, Stage,
        Static, Unary,
    },
};
use core::fmt::{Display, Formatter, Result, Write};

impl Display for Pipeline {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        self.first.fmt(out)?;
        self.stages.iter().try_for_each(|stage| write!(out, " | {stage}"))
    }
}

impl Display for Spanset {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write_spanset(out, self, Around { left: 0, right: 0 }, has_pipeline(self))
    }
}

impl Display for Stage {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Spanset(spanset) => spanset.fmt(out),
            Self::Aggregate { aggregate, field, op, value } => {
                write!(out, "{aggregate}(")?;
                field.iter().try_for_each(|field| field.fmt(out))?;
                write!(out, ") {op} {value}")
            }
            Self::By(fields) => write_call(out, "by", fields),
            Self::Select(fields) => write_call(out, "select", fields),
            Self::Coalesce => out.write_str("coalesce()"),
            Self::Metrics(metrics) => metrics.fmt(out),
        }
    }
}

impl Display for Metrics {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write!(out, "{}(", self.name)?;
        let selection = self.selection.iter().map(|selection| -> &dyn Display { selection });
        let field = self.field.iter().map(|field| -> &dyn Display { field });
        let numbers = self.numbers.iter().map(|number| -> &dyn Display { number });
        write_list(out, selection.chain(field).chain(numbers))?;
        out.write_char(')')?;
        if self.by.is_empty() {
            return Ok(());
        }
        out.write_char(' ')?;
        write_call(out, "by", &self.by)
    }
}

impl Display for MetricsName {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(name_of(&METRICS, *self))
    }
}

impl Display for Field {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write_field(out, self, Around { left: 0, right: 0 })
    }
}

impl Display for Static {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Text(text) => write_text(out, text),
            Self::Int(number) => number.fmt(out),
            // The shortest digits that give the same number, with a point or an exponent.
            Self::Float(number) => write!(out, "{number:?}"),
            Self::Duration(ns) => write_duration(out, *ns),
            Self::Array(items) => {
                out.write_char('[')?;
                write_list(out, items.iter())?;
                out.write_char(']')
            }
            Self::Nil | Self::Bool(_) | Self::Status(_) | Self::Kind(_) => {
                let word = STATICS.iter().find(|(_, value)| value == self);
                out.write_str(word.map_or("", |(word, _)| word))
            }
        }
    }
}

impl Display for Intrinsic {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let found = INTRINSICS.iter().find(|(intrinsic, ..)| intrinsic == self);
        out.write_str(found.map_or("", |(_, name, _)| name))
    }
}

impl Display for Comparison {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(name_of(&COMPARISONS, *self))
    }
}

impl Display for Aggregate {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(name_of(&AGGREGATES, *self))
    }
}

/// How tightly what stands around an expression binds; 0 for nothing.
#[derive(Clone, Copy)]
struct Around {
    /// An operator on the left must bind at least so tightly to stay outside parentheses.
    left: u8,
    /// The operator on the right binds so tightly.
    right: u8,
}

impl Around {
    /// Whether an operator of this power needs parentheses here; `rightward` when it groups to the right.
    const fn parts(self, power: u8, rightward: bool) -> bool {
        power < self.left || self.right > power || rightward && self.right == power
    }
}

fn write_field(out: &mut Formatter<'_>, field: &Field, around: Around) -> Result {
    let in_parentheses = match field {
        Field::Binary { op, .. } => around.parts(binary_sign(*op).1, *op == Binary::Power),
        // What binds tighter on the right would be read as part of the operand.
        Field::Unary { .. } => around.right > PREFIX_POWER,
        Field::Static(value) => around.right > PREFIX_POWER && is_negative(value),
        Field::Intrinsic(_) | Field::Attribute(_) => false,
    };
    if in_parentheses {
        out.write_char('(')?;
        write_field(out, field, Around { left: 0, right: 0 })?;
        return out.write_char(')');
    }
    match field {
        Field::Static(value) => value.fmt(out),
        Field::Intrinsic(intrinsic) => intrinsic.fmt(out),
        Field::Attribute(attribute) => attribute.fmt(out),
        Field::Unary { op, operand } => {
            out.write_char(if *op == Unary::Not { '!' } else { '-' })?;
            match &**operand {
                // Without parentheses the sign would become the number's own.
                Field::Static(value) if *op == Unary::Minus && is_number(value) && !is_negative(value) => {
                    write!(out, "({value})")
                }
                operand => write_field(out, operand, Around { left: PREFIX_POWER + 1, ..around }),
            }
        }
        Field::Binary { op, left, right } => {
            let (sign, power) = binary_sign(*op);
            write_field(out, left, Around { right: power, ..around })?;
            write!(out, " {sign} ")?;
            let left = if *op == Binary::Power { power } else { power + 1 };
            write_field(out, right, Around { left, ..around })
        }
    }
}

const fn is_number(value: &Static) -> bool {
    matches!(value, Static::Int(_) | Static::Float(_) | Static::Duration(_))
}

/// Whether a value is written with a minus before it.
const fn is_negative(value: &Static) -> bool {
    match value {
        Static::Int(number) | Static::Duration(number) => *number < 0,
        Static::Float(number) => number.is_sign_negative(),
        _ => false,
    }
}

/// `wrapped` puts parentheses around every filter: Tempo joins pipelines in parentheses only with their like.
fn write_spanset(out: &mut Formatter<'_>, spanset: &Spanset, around: Around, wrapped: bool) -> Result {
    match spanset {
        Spanset::Pipeline(pipeline) => write!(out, "({pipeline})"),
        Spanset::Filter(None) if wrapped => out.write_str("({ })"),
        Spanset::Filter(Some(field)) if wrapped => write!(out, "({{ {field} }})"),
        Spanset::Filter(None) => out.write_str("{ }"),
        Spanset::Filter(Some(field)) => write!(out, "{{ {field} }}"),
        Spanset::Binary { op, left, right } => {
            let (sign, power) = spanset_sign(*op);
            if around.parts(power, false) {
                out.write_char('(')?;
                write_spanset(out, spanset, Around { left: 0, right: 0 }, wrapped)?;
                return out.write_char(')');
            }
            write_spanset(out, left, Around { right: power, ..around }, wrapped)?;
            write!(out, " {sign} ")?;
            write_spanset(out, right, Around { left: power + 1, ..around }, wrapped)
        }
    }
}

/// Whether a pipeline is among what operators join here.
fn has_pipeline(spanset: &Spanset) -> bool {
    match spanset {
        Spanset::Filter(_) => false,
        Spanset::Pipeline(_) => true,
        Spanset::Binary { left, right, .. } => has_pipeline(left) || has_pipeline(right),
    }
}

fn write_call(out: &mut Formatter<'_>, name: &str, fields: &[Field]) -> Result {
    write!(out, "{name}(")?;
    write_list(out, fields.iter())?;
    out.write_char(')')
}

fn write_list(out: &mut Formatter<'_>, items: impl Iterator<Item = impl Display>) -> Result {
    for (nth, item) in items.enumerate() {
        if nth > 0 {
            out.write_str(", ")?;
        }
        write!(out, "{item}")?;
    }
    Ok(())
}
