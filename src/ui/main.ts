// Mounts the classroom into the page, once the texts of the reader's language are there.
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import './theme.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { language, preferredLanguage } from './language.svelte.ts';
import { lessons } from './lessons.svelte.ts';
import { settings } from './settings.svelte.ts';
import { update } from './update.svelte.ts';

const target = document.querySelector('#app');
if (!target) throw new Error('The page has no #app');

settings.show(document.documentElement);
// A language that cannot be had (offline, never loaded) must not leave an empty page.
await Promise.all([language.choose(preferredLanguage()).catch(() => language.choose('en')), lessons.ask()]);
mount(App, { target });

if (import.meta.env.PROD) update.watch();
