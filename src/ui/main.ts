// Mounts the classroom into the page.
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.querySelector('#app');
if (!target) throw new Error('The page has no #app');
mount(App, { target });
