mod bar;
mod flame;
mod overview;
mod palette;
mod rails;
mod stripes;
mod text;
mod told;
