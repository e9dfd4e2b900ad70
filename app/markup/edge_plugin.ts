import type { Edge } from 'edge.js'
import { iconOf } from '#markup/icons'

/**
 * HTML that stands many times on a page, made by functions: Edge 6.5.1 gives each component a copy of everything that
 * templates may ask for. Without components, a page of twenty files took an eighth less processor time.
 */
export function edgePluginMarkup(edge: Edge) {
  const { html } = edge.globals

  /**
   * Attributes, for all that are not literals: Edge's own `toAttrs()` and `html.attrs()` do not escape what they print.
   * One that is undefined, null or false is left out, and one that is true has no value.
   */
  edge.global('attrs', (values: Record<string, unknown>) => {
    let written = ''
    for (const [name, value] of Object.entries(values)) {
      if (value === true) written += ` ${name}`
      else if (value !== undefined && value !== null && value !== false)
        written += ` ${name}="${html.escape(String(name === 'class' ? html.classNames(value) : value))}"`
    }
    return html.safe(written)
  })

  edge.global('drawIcon', (...given: Parameters<typeof iconOf>) => html.safe(iconOf(...given)))
}
