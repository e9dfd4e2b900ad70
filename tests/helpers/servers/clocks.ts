import { App } from '#tests/helpers/clients/sign_in'
import { send, type SendOptions } from '#tests/helpers/clients/http'
import { startServer } from '#tests/helpers/servers/server'

/** Less and more than the grace window, and more than the clocks of machines that nobody looks after differ. */
export const SHIFTS = [-300, -40, 40, 300]

const SHIFTED_CLOCK = new URL('shifted_clock.js', import.meta.url).href

/** An instance whose clock is so many seconds off. */
export const startServerOff = (seconds: number, settings: Record<string, string> = {}) =>
  startServer({
    NODE_OPTIONS: `--import=${SHIFTED_CLOCK}`,
    CLOCK_SHIFT_SECONDS: String(seconds),
    ...settings,
  })

/** The same device, talking to another instance. */
export const appAt = (origin: string, app: App) =>
  Object.assign(new App(app.pair), {
    send: (method: string, path: string, { headers, ...options }: SendOptions = {}) => {
      const token = { Authorization: `Bearer ${app.pair.accessToken}` }
      return send(method, path, { ...options, origin, headers: { ...token, ...headers } })
    },
  })
