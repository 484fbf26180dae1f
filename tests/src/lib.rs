//! The end-to-end tests of the workspace; they are in the folders beside this one.
