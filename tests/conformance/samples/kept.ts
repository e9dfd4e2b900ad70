import type { Owner, Sample } from '#tests/conformance/samples/sample'

type Make = NonNullable<Sample['params']>

const kept = new Map<Make, Map<number | undefined, ReturnType<Make>>>()

/** What was made before, for this owner where it is theirs: reading it leaves it as it was, and so does a refusal. */
export function keptParams(make: Make, { id }: Owner) {
  const byOwner = kept.get(make) ?? new Map<number | undefined, ReturnType<Make>>()
  kept.set(make, byOwner)
  const owner = make.length ? id : undefined
  const params = byOwner.get(owner) ?? make({ id })
  byOwner.set(owner, params)
  return params
}

/** To be called by what takes it away. */
export const forgetKept = (...makes: Make[]) => makes.forEach((make) => kept.delete(make))
