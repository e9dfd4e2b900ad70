import { defineConfig } from 'vite'
import adonisjs from '@adonisjs/vite/client'

export default defineConfig({
  plugins: [
    adonisjs({
      entryPoints: [
        'resources/css/app.css',
        'resources/css/pages/charts.css',
        'resources/css/pages/reference.css',
        'resources/js/send_once.ts',
        'resources/js/reveal.ts',
        'resources/js/times.ts',
        'resources/js/upload/index.ts',
        'resources/js/copy.ts',
        'resources/js/try_it.ts',
        'resources/js/former_anchors.ts',
        'resources/js/keep_fragment.ts',
      ],
      reload: ['resources/views/**/*.edge'],
    }),
  ],
})
