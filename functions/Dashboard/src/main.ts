import { mount } from 'svelte';
import App from './App.svelte';
import { theme } from './ui/theme.svelte';
import './ui/tokens.css';
import './ui/base.css';

theme.apply();
mount(App, { target: document.body });
