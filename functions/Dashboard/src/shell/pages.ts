import type { Component } from 'svelte';

/** A page: what the navigation calls it, and what is loaded when somebody goes there. */
interface Page {
  path: string;
  name: string;
  load: () => Promise<{ default: Component }>;
}

/** The pages, in the order of the navigation. */
export const pages: readonly Page[] = [
  { path: 'overview', name: 'Overview', load: () => import('../overview/Overview.svelte') },
  { path: 'usage', name: 'Usage', load: () => import('../usage/Usage.svelte') },
  { path: 'invoices', name: 'Invoices', load: () => import('../invoices/Invoices.svelte') },
  { path: 'customers', name: 'Customers', load: () => import('../customers/Customers.svelte') },
  { path: 'catalogue', name: 'Catalogue', load: () => import('../catalogue/Catalogue.svelte') },
  { path: 'simulator', name: 'Simulator', load: () => import('../simulator/Simulator.svelte') },
  { path: 'events', name: 'Events', load: () => import('../events/Events.svelte') },
  { path: 'developers', name: 'Developers', load: () => import('../developers/Developers.svelte') },
];
