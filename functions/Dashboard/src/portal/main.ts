import { mount } from 'svelte';
import { theme } from '../ui/theme.svelte';
import '../ui/tokens.css';
import '../ui/base.css';
import Portal from './Portal.svelte';

theme.apply();
mount(Portal, { target: document.body });

// Another link that is opened in this tab changes only what is behind the '#': the page begins anew with it.
window.addEventListener('hashchange', () => location.reload());
