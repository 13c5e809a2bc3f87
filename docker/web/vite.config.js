// The built page is static; `vite preview` (make serve) passes /api on as the web server of the image does.
export default {
  build: { chunkSizeWarningLimit: 1200 },
  preview: { proxy: { '/api': { target: process.env.API_URL ?? 'http://127.0.0.1:3000', rewrite: (path) => path.slice(4) } } },
}
