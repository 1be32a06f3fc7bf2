import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// What every page is made of, in one file: fewer are asked for, and they compress better.
const parts = /node_modules\/svelte|src\/(ui\/(?!Chart)|api\/)/;

// Addresses are relative: the pages work below whatever path a host has them.
export default defineConfig({
  base: './',
  plugins: [svelte()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    // A page for merchants and one for their customers: each loads what it needs.
    rollupOptions: { input: ['index.html', 'portal.html'] },
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'parts', test: parts }] } } },
  },
});
