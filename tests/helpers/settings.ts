import { releaseLater } from '#tests/helpers/release'

/** Gives settings other values, until the test or the hook's group has ended. */
export function change<Settings extends object>(settings: Settings, values: Partial<Settings>) {
  const names = Object.keys(values) as (keyof Settings)[]
  const usual = names.map((name) => [name, settings[name]] as const)
  Object.assign(settings, values)
  releaseLater(() => {
    for (const [name, value] of usual) settings[name] = value
  })
}
