import { mount } from 'svelte';
import { theme } from '../ui/theme.svelte';
import '../ui/tokens.css';
import '../ui/base.css';
import Portal from './Portal.svelte';

theme.apply();
mount(Portal, { target: document.body });
