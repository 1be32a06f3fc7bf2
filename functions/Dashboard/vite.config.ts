import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// What every page is made of, in one file: fewer are asked for, and they compress better.
const parts = /node_modules\/svelte|src\/(ui\/(?!Chart)|api\/|shell\/router)/;

// What several pages for merchants are made of; neither what customers' pages share, nor the charts that some have.
const shared = { name: 'shared', test: /src\/(?!offer|ui\/Chart)/, minShareCount: 2 };

// Addresses are relative: the pages work below whatever path a host has them.
export default defineConfig({
  base: './',
  plugins: [svelte()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // A page for merchants and two for their customers: each loads what it needs.
      input: ['index.html', 'portal.html', 'checkout.html'],
      output: { codeSplitting: { groups: [{ name: 'parts', test: parts }, shared] } },
    },
  },
});
