import { accountSamples } from '#tests/conformance/samples/accounts'
import { administrationSamples } from '#tests/conformance/samples/administration'
import { fileSamples } from '#tests/conformance/samples/files'
import { peopleSamples } from '#tests/conformance/samples/people'
import { signInSamples } from '#tests/conformance/samples/sign_ins'
import type { Sample } from '#tests/conformance/samples/sample'

/**
 * A route without an entry is tried with an empty body and with ids that nobody has, and may answer whatever is
 * neither a refusal at its gate nor a fault of ours.
 */
export const SAMPLES: Record<string, Sample> = {
  ...accountSamples,
  ...signInSamples,
  ...fileSamples,
  ...peopleSamples,
  ...administrationSamples,
}
