/*
| The header Refresh loses what stands after a #, and to the same address with a # browsers go without a request. So the
| address becomes another one first, and then this one, whole.
*/
const whole = location.href
if (location.hash) {
  history.replaceState(null, '', '?arriving')
  location.replace(whole)
}
export {}
