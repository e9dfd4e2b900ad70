/** Milliseconds between two looks. */
const PAUSE = 500

/**
 * `kill` on the pid of npm ends the shell that it runs a script in, and nothing else. Where npm has started us, we end
 * with that shell.
 */
if (process.env.npm_lifecycle_event) {
  const { ppid } = process
  const look = setInterval(() => {
    if (process.ppid === ppid) return
    clearInterval(look)
    process.kill(process.pid, 'SIGTERM')
  }, PAUSE)
  look.unref()
}
