const WORDS = `
password passwort passwort1 password1 password12 password123 passw0rd p@ssw0rd p@ssword passw0rt kennwort
12345678 123456789 1234567890 11111111 00000000 87654321 12341234 11223344 147258369 1q2w3e4r 1q2w3e4r5t 1qaz2wsx
qwertyui qwertyuiop qwertzui qwertzuiop qwerty12 qwerty123 qwertz123 asdfghjk asdfghjkl asdfasdf zxcvbnm1 yxcvbnm1
iloveyou ichliebedich sunshine princess football fussball baseball superman batman123 starwars startrek pokemon1
welcome1 welcome123 willkommen willkommen1 hallo123 hallohallo hallowelt letmein1 trustno1 changeme changeme1 admin123
administrator root1234 geheim123 geheimnis secret123 sommer2024 sommer2025 sommer2026 winter2024 winter2025 winter2026
summer2024 summer2025 summer2026 frühling schatz123 schalke04 bayern123 dortmund borussia frankfurt hamburg1 berlin123
computer internet samsung1 monkey123 dragon123 master123 shadow123 michael1 jennifer jessica1 daniel123 alexander
liverpool chelsea1 arsenal1 corvette mustang1 mercedes whatever freedom1 charlie1 abcd1234 abc12345 abcdefgh a1b2c3d4
aa123456 qazwsxedc blink182 nintendo playboy1 lovelove killer123 hello123 hellohello november december september
festival festival1 konzert1 concert1 ticket123 tickets1 musik123 theater1 foyerfoyer
`

/** Passwords that attackers try first, of at least eight characters, in lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean))
