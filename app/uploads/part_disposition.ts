import { problems } from '#exceptions/problem'
import { givenName, saysName } from '#uploads/given_name'
import { readParameters } from '#uploads/parameters'

/** The field that holds a file. */
export const FILE_FIELD = 'file'

/** What a part of a form says about itself. */
export type Disposition = {
  /** Of the field. */
  name: string
  isFile: boolean | 'unless empty'
  /** Of the file; null if none can be read. */
  filename: string | null
}

/** Neither brackets nor dots: nothing is nested. */
const FIELD_NAME = /^\w[\w-]{0,63}$/

/**
 * Browsers send an empty name and no bytes if no file was chosen. Apps that know no name leave it out; a text field has
 * no content type (RFC 7578, 4.4).
 */
function isFile(name: string, parameters: Map<string, string>, contentType: string | undefined) {
  if (saysName(parameters)) return true
  const mayBe = parameters.has('filename') || (name === FILE_FIELD && contentType !== undefined)
  return mayBe && 'unless empty'
}

/**
 * Reads the headers of a part (RFC 7578, 4.2). A file is never refused for its name, but its field must be clear.
 * @throws Problem bad_request if it is not a part of a form, or its field cannot be one of ours
 */
export function readDisposition(headers: Map<string, string>): Disposition {
  const { value, parameters, repeated } = readParameters(headers.get('content-disposition') ?? '')
  const name = parameters.get('name') ?? ''
  if (value !== 'form-data' || repeated.has('name')) throw problems.badRequest('partHeader')
  if (!FIELD_NAME.test(name) || name in {}) throw problems.badRequest('fieldUnknown')

  const contentType = headers.get('content-type')
  return {
    name,
    isFile: isFile(name, parameters, contentType),
    filename: givenName(parameters, readParameters(contentType ?? '').parameters),
  }
}
