import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

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
  },
});
