// The built page is static; nginx.conf says how it is served.
export default {
  build: { chunkSizeWarningLimit: 1200 },
}
