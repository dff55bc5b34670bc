/** Goes on by itself once the apps in the frames have loaded, or after a short time when one of them takes too long. */
const waitMs = 3000
const next = document.querySelector('#goes-on a')

const goOn = () => location.replace(next.href)

if (document.readyState === 'complete') goOn()
else addEventListener('load', goOn, { once: true })
setTimeout(goOn, waitMs)
