//! Spansets and stages over plain spans: operators pair by pair, stages group by group.

use super::{
    evaluate::World,
    value::{Slow, compare, numbers, of_static},
};
use spanscope::query::tree::{Aggregate, Form, Pipeline, Relation, Spanset, SpansetOp, Stage};
use std::collections::{BTreeMap, BTreeSet};

/// Spans of one trace.
type Group = BTreeSet<usize>;

impl World<'_> {
    /// The spans that a query gives.
    pub fn found(&self, pipeline: &Pipeline) -> Group {
        let mut traces: BTreeMap<u128, Group> = BTreeMap::new();
        for (place, span) in self.spans.iter().enumerate() {
            traces.entry(span.trace).or_default().insert(place);
        }
        traces.into_values().flat_map(|trace| self.groups(pipeline, &trace)).flatten().collect()
    }

    fn groups(&self, pipeline: &Pipeline, group: &Group) -> Vec<Group> {
        let mut groups = vec![self.spanset(&pipeline.first, group)];
        for stage in &pipeline.stages {
            groups.retain(|group| !group.is_empty());
            groups = match stage {
                Stage::Spanset(spanset) => groups.iter().map(|group| self.spanset(spanset, group)).collect(),
                Stage::By(fields) => {
                    let mut parts: BTreeMap<(usize, String), Group> = BTreeMap::new();
                    for (number, group) in groups.iter().enumerate() {
                        for &span in group {
                            let values: Vec<Slow> =
                                fields.iter().map(|field| self.value(span, field)).collect();
                            parts.entry((number, format!("{values:?}"))).or_default().insert(span);
                        }
                    }
                    parts.into_values().collect()
                }
                Stage::Coalesce => vec![groups.into_iter().flatten().collect()],
                Stage::Select(_) => groups,
                Stage::Aggregate { aggregate, field, op, value } => {
                    groups.retain(|group| {
                        let taken: Vec<f64> = group
                            .iter()
                            .filter_map(|&span| Some(numbers(&self.value(span, field.as_ref()?))))
                            .flatten()
                            .collect();
                        let result = match aggregate {
                            Aggregate::Count => Some(group.len() as f64),
                            Aggregate::Min => taken.iter().copied().reduce(f64::min),
                            Aggregate::Max => taken.iter().copied().reduce(f64::max),
                            Aggregate::Sum => taken.iter().copied().reduce(|sum, number| sum + number),
                            Aggregate::Avg => {
                                let sum = taken.iter().copied().reduce(|sum, number| sum + number);
                                sum.map(|sum| sum / taken.len() as f64)
                            }
                        };
                        result.is_some_and(|result| compare(&Slow::Float(result), *op, &of_static(value)))
                    });
                    groups
                }
                Stage::Metrics(metrics) => panic!("{metrics} gives no spans"),
            };
        }
        groups
    }

    fn spanset(&self, spanset: &Spanset, group: &Group) -> Group {
        match spanset {
            Spanset::Filter(None) => group.clone(),
            Spanset::Filter(Some(field)) => {
                group.iter().copied().filter(|&span| self.holds(span, field)).collect()
            }
            Spanset::Pipeline(pipeline) => self.groups(pipeline, group).into_iter().flatten().collect(),
            Spanset::Binary { op, left, right } => {
                let (left, right) = (self.spanset(left, group), self.spanset(right, group));
                match op {
                    SpansetOp::And if left.is_empty() || right.is_empty() => Group::new(),
                    SpansetOp::And | SpansetOp::Or => left.union(&right).copied().collect(),
                    SpansetOp::Structural { relation, form } => self.related(&left, &right, *relation, *form),
                }
            }
        }
    }

    fn related(&self, left: &Group, right: &Group, relation: Relation, form: Form) -> Group {
        let pairs: Vec<(usize, usize)> = left
            .iter()
            .flat_map(|&left| right.iter().map(move |&right| (left, right)))
            .filter(|&(left, right)| self.stands(left, right, relation))
            .collect();
        match form {
            Form::Plain => pairs.into_iter().map(|(_, right)| right).collect(),
            Form::Union => pairs.into_iter().flat_map(|(left, right)| [left, right]).collect(),
            Form::Not => {
                let related: Group = pairs.into_iter().map(|(_, right)| right).collect();
                right.difference(&related).copied().collect()
            }
        }
    }

    /// Whether the right span stands so to the left one.
    fn stands(&self, left: usize, right: usize, relation: Relation) -> bool {
        match relation {
            Relation::Child => self.parent(right) == Some(left),
            Relation::Parent => self.parent(left) == Some(right),
            Relation::Descendant => self.is_below(right, left),
            Relation::Ancestor => self.is_below(left, right),
            Relation::Sibling => {
                let have_parent = self.parent(left).is_some() && self.parent(left) == self.parent(right);
                let are_roots = self.is_root(left) && self.is_root(right);
                left != right && (have_parent || are_roots)
            }
        }
    }

    fn is_below(&self, span: usize, above: usize) -> bool {
        self.parent(span).is_some_and(|parent| parent == above || self.is_below(parent, above))
    }
}
