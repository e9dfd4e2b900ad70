/** A form that changes something, with what a browser would send of it as it stands on the page. */
export type PageForm = { action: string; fields: Record<string, string> }

const decoded = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

/** One attribute of a tag; the empty text where it has no value. */
function attribute(tag: string, name: string) {
  const [found, value = ''] = new RegExp(`\\s${name}(?:="([^"]*)"|(?=[\\s>]))`).exec(tag) ?? []
  return found === undefined ? undefined : decoded(value)
}

/** Boxes that are ticked, and those without which the browser sends nothing. */
const isChosen = (tag: string) =>
  !/^(checkbox|radio)$/.test(attribute(tag, 'type') ?? '') ||
  [attribute(tag, 'checked'), attribute(tag, 'required')].some((value) => value !== undefined)

function fieldsIn(form: string) {
  const inputs = [...form.matchAll(/<input\s[^>]*>/g)].map(([tag]) => tag).filter(isChosen)
  const areas = form.matchAll(/<textarea\s[^>]*>([^<]*)/g)
  const choices = form.matchAll(/<select\s[^>]*>\s*<option\s[^>]*?value="([^"]*)"/g)
  const fields = [
    ...inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value') ?? '']),
    ...[...areas, ...choices].map(([tag, text]) => [attribute(tag, 'name'), decoded(text)]),
  ]
  return Object.fromEntries(fields.filter(([name]) => name)) as PageForm['fields']
}

/** Those of the page that change something, but for the one that signs out. */
export function formsIn(page: string): PageForm[] {
  const forms = [...page.matchAll(/(<form\s[^>]*>)([^]*?)<\/form>/g)]
  return forms
    .filter(([, tag]) => attribute(tag, 'method') === 'post')
    .map(([, tag, inside]) => ({ action: attribute(tag, 'action')!, fields: fieldsIn(inside) }))
    .filter(({ action }) => action !== '/logout')
}
