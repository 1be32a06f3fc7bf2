import { mount } from 'svelte';
import { theme } from '../ui/theme.svelte';
import '../ui/tokens.css';
import '../ui/base.css';
import Checkout from './Checkout.svelte';

theme.apply();
mount(Checkout, { target: document.body });
