mod bar;
mod overview;
mod rails;
mod stripes;
