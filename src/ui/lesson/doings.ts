// What is done in a lesson's steps, in a chunk of its own: a lesson begins with something to read.
export { default as Experiment } from './Experiment.svelte';
export { default as Goal } from './Goal.svelte';
export { default as Question } from './Question.svelte';
export { default as Spot } from './Spot.svelte';
