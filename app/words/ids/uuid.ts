/** An id in a route. The router's own matcher accepts the letters g to z, which the database cannot parse. */
export const uuid = {
  match: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  cast: (value: string) => value.toLowerCase(),
}
