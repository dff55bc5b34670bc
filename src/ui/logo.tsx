/** The mark of Foyer: the open door. Only in the back office and at the staff login. */
export function Logo({ href, large }: { href: string; large?: boolean | undefined }) {
  return (
    <a class="rail-brand relative" href={href}>
      <svg class={large ? 'size-7' : 'size-6'} viewBox="0 0 24 24" aria-hidden="true">
        <path
          d="M3.5 21.5V11a8.5 8.5 0 0 1 17 0v10.5"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
        />
        <path d="M12 22.5V6a5 5 0 0 1 5 5v11.5z" fill="#f0b93a" />
      </svg>
      Foyer
    </a>
  )
}

/** The open door, large: the picture of the staff login. */
export function OpenDoor() {
  return (
    <svg
      class="absolute bottom-0 left-1/2 hidden h-[66%] -translate-x-1/2 lg:block"
      viewBox="0 0 320 440"
      aria-hidden="true"
    >
      <path d="M14 400V156a146 146 0 0 1 292 0v244" fill="none" stroke="#4a4037" stroke-width="2" />
      <path d="M36 400V156a124 124 0 0 1 248 0v244z" fill="#f0b93a" />
      <path d="M36 400V156A124 124 0 0 1 160 32v368z" fill="#181310" stroke="#4a4037" stroke-width="2" />
      <path d="M58 372V160a102 102 0 0 1 80-99v311z" fill="none" stroke="#3a3129" stroke-width="2" />
      <circle cx="148" cy="246" r="4.5" fill="#f0b93a" />
      <path d="M284 400V156c0-46-16-84-42-106v358z" fill="#2f2720" />
      <path d="M242 50v358l42-8" fill="none" stroke="#4a4037" stroke-width="2" />
      <circle cx="250" cy="246" r="3.5" fill="#f0b93a" />
      <path d="M160 400h82l46 40H128z" fill="#f0b93a" opacity=".28" />
      <path d="M0 400h160M284 400h36" stroke="#4a4037" stroke-width="2" />
    </svg>
  )
}

export type ShopLogoImage = { src: string; width?: number | undefined; height?: number | undefined }

/** The organizer: the uploaded logo, or the name in the display face. */
export function ShopLogo({ name, href, image }: { name: string; href: string; image?: ShopLogoImage | undefined }) {
  return (
    <a class="shop-logo relative" href={href}>
      {image ? <img src={image.src} width={image.width} height={image.height} alt={name} /> : name}
    </a>
  )
}
