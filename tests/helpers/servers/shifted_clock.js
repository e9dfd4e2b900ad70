/** Loaded before a server, makes its clock wrong by CLOCK_SHIFT_SECONDS; timers run on. */
const shift = Number(process.env.CLOCK_SHIFT_SECONDS) * 1_000
const trueNow = Date.now
const now = () => trueNow() + shift

globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  apply: (target) => new target(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
})
