/**
 * Countries: common English name (with `the` where running text has it), ISO 3166-1 code, seat of government (other
 * capitals after it), words for its people and for what is of it, other names. Written for Copydesk from general knowledge.
 */
const TABLE = `
Afghanistan|AF|Kabul|Afghan,Afghans|Islamic Republic of Afghanistan
Albania|AL|Tirana|Albanian,Albanians|
Algeria|DZ|Algiers|Algerian,Algerians|
Andorra|AD|Andorra la Vella|Andorran,Andorrans|
Angola|AO|Luanda|Angolan,Angolans|
Antigua and Barbuda|AG|St. John's|Antiguan,Antiguans|
Argentina|AR|Buenos Aires|Argentine,Argentines,Argentinian,Argentinians,Argentinean|Argentine Republic
Armenia|AM|Yerevan|Armenian,Armenians|
Australia|AU|Canberra|Australian,Australians,Aussie,Aussies|
Austria|AT|Vienna|Austrian,Austrians|
Azerbaijan|AZ|Baku|Azerbaijani,Azerbaijanis,Azeri,Azeris|
the Bahamas|BS|Nassau|Bahamian,Bahamians|
Bahrain|BH|Manama|Bahraini,Bahrainis|
Bangladesh|BD|Dhaka|Bangladeshi,Bangladeshis|
Barbados|BB|Bridgetown|Barbadian,Barbadians|
Belarus|BY|Minsk|Belarusian,Belarusians,Belarussian|Byelorussia
Belgium|BE|Brussels|Belgian,Belgians|
Belize|BZ|Belmopan|Belizean,Belizeans|
Benin|BJ|Porto-Novo|Beninese|
Bhutan|BT|Thimphu|Bhutanese|
Bolivia|BO|La Paz,Sucre|Bolivian,Bolivians|
Bosnia and Herzegovina|BA|Sarajevo|Bosnian,Bosnians|Bosnia,Bosnia-Herzegovina
Botswana|BW|Gaborone|Botswanan|
Brazil|BR|Brasilia,Brasília|Brazilian,Brazilians|
Brunei|BN|Bandar Seri Begawan|Bruneian,Bruneians|
Bulgaria|BG|Sofia|Bulgarian,Bulgarians|
Burkina Faso|BF|Ouagadougou|Burkinabe,Burkinabé|
Burundi|BI|Bujumbura,Gitega|Burundian,Burundians|
Cambodia|KH|Phnom Penh|Cambodian,Cambodians|
Cameroon|CM|Yaounde,Yaoundé|Cameroonian,Cameroonians|
Canada|CA|Ottawa|Canadian,Canadians|
Cape Verde|CV|Praia|Cape Verdean,Cape Verdeans|Cabo Verde
the Central African Republic|CF|Bangui|Central African,Central Africans|CAR
Chad|TD|N'Djamena|Chadian,Chadians|
Chile|CL|Santiago|Chilean,Chileans|
China|CN|Beijing,Peking|Chinese|People's Republic of China,PRC,mainland China
Colombia|CO|Bogota,Bogotá|Colombian,Colombians|
the Comoros|KM|Moroni|Comorian,Comorians|
the Republic of the Congo|CG|Brazzaville||Congo-Brazzaville,Republic of Congo
the Democratic Republic of the Congo|CD|Kinshasa|Congolese|DRC,DR Congo,Congo,Democratic Republic of Congo,Congo-Kinshasa,D.R. Congo
Costa Rica|CR|San José,San Jose|Costa Rican,Costa Ricans|
Croatia|HR|Zagreb|Croatian,Croatians,Croat,Croats|
Cuba|CU|Havana|Cuban,Cubans|
Cyprus|CY|Nicosia|Cypriot,Cypriots,Greek Cypriot,Greek Cypriots|
the Czech Republic|CZ|Prague|Czech,Czechs|Czechia
Denmark|DK|Copenhagen|Danish,Dane,Danes|
Djibouti|DJ||Djiboutian,Djiboutians|
Dominica|DM|Roseau||
the Dominican Republic|DO|Santo Domingo|Dominican,Dominicans|
Ecuador|EC|Quito|Ecuadorian,Ecuadorians,Ecuadorean|
Egypt|EG|Cairo|Egyptian,Egyptians|
El Salvador|SV|San Salvador|Salvadoran,Salvadorans,Salvadorean|
Equatorial Guinea|GQ|Malabo|Equatorial Guinean|
Eritrea|ER|Asmara|Eritrean,Eritreans|
Estonia|EE|Tallinn|Estonian,Estonians|
Eswatini|SZ|Mbabane|Swazi,Swazis|Swaziland
Ethiopia|ET|Addis Ababa|Ethiopian,Ethiopians|
Fiji|FJ|Suva|Fijian,Fijians|
Finland|FI|Helsinki|Finnish,Finn,Finns|
France|FR|Paris|French,Frenchman,Frenchmen,Frenchwoman|French Republic
Gabon|GA|Libreville|Gabonese|
the Gambia|GM|Banjul|Gambian,Gambians|
Georgia|GE|Tbilisi|Georgian,Georgians|
Germany|DE|Berlin|German,Germans|Federal Republic of Germany
Ghana|GH|Accra|Ghanaian,Ghanaians|
Greece|GR|Athens|Greek,Greeks|Hellenic Republic
Grenada|GD||Grenadian,Grenadians|
Guatemala|GT|Guatemala City|Guatemalan,Guatemalans|
Guinea|GN|Conakry|Guinean,Guineans|
Guinea-Bissau|GW|Bissau||
Guyana|GY|Georgetown|Guyanese|
Haiti|HT|Port-au-Prince|Haitian,Haitians|
Honduras|HN|Tegucigalpa|Honduran,Hondurans|
Hungary|HU|Budapest|Hungarian,Hungarians|
Iceland|IS|Reykjavik,Reykjavík|Icelandic,Icelander,Icelanders|
India|IN|New Delhi,Delhi|Indian,Indians|Republic of India
Indonesia|ID|Jakarta|Indonesian,Indonesians|
Iran|IR|Tehran,Teheran|Iranian,Iranians|Islamic Republic of Iran
Iraq|IQ|Baghdad|Iraqi,Iraqis|
Ireland|IE|Dublin|Irish,Irishman,Irishmen|Republic of Ireland
Israel|IL|Jerusalem,Tel Aviv|Israeli,Israelis|
Italy|IT|Rome|Italian,Italians|
Ivory Coast|CI|Abidjan,Yamoussoukro|Ivorian,Ivorians|Cote d'Ivoire,Côte d'Ivoire
Jamaica|JM||Jamaican,Jamaicans|
Japan|JP|Tokyo|Japanese|
Jordan|JO|Amman|Jordanian,Jordanians|Hashemite Kingdom of Jordan
Kazakhstan|KZ|Astana,Nur-Sultan|Kazakh,Kazakhs,Kazakhstani|
Kenya|KE|Nairobi|Kenyan,Kenyans|
Kiribati|KI|||
Kosovo|XK|Pristina|Kosovar,Kosovars,Kosovan|
Kuwait|KW|Kuwait City|Kuwaiti,Kuwaitis|
Kyrgyzstan|KG|Bishkek|Kyrgyz|Kyrgyz Republic
Laos|LA|Vientiane|Lao,Laotian,Laotians|
Latvia|LV|Riga|Latvian,Latvians|
Lebanon|LB|Beirut|Lebanese|
Lesotho|LS|Maseru||
Liberia|LR|Monrovia|Liberian,Liberians|
Libya|LY|Tripoli|Libyan,Libyans|
Liechtenstein|LI|Vaduz||
Lithuania|LT|Vilnius|Lithuanian,Lithuanians|
Luxembourg|LU||Luxembourgish,Luxembourger,Luxembourgers|
Madagascar|MG|Antananarivo|Malagasy|
Malawi|MW|Lilongwe|Malawian,Malawians|
Malaysia|MY|Kuala Lumpur,Putrajaya|Malaysian,Malaysians|
the Maldives|MV|Malé|Maldivian,Maldivians|
Mali|ML|Bamako|Malian,Malians|
Malta|MT|Valletta|Maltese|
the Marshall Islands|MH|Majuro|Marshallese|
Mauritania|MR|Nouakchott|Mauritanian,Mauritanians|
Mauritius|MU|Port Louis|Mauritian,Mauritians|
Mexico|MX|Mexico City|Mexican,Mexicans|
Micronesia|FM|Palikir|Micronesian,Micronesians|
Moldova|MD|Chisinau,Chișinău|Moldovan,Moldovans|
Monaco|MC||Monegasque|
Mongolia|MN|Ulaanbaatar,Ulan Bator|Mongolian,Mongolians|
Montenegro|ME|Podgorica|Montenegrin,Montenegrins|
Morocco|MA|Rabat|Moroccan,Moroccans|
Mozambique|MZ|Maputo|Mozambican,Mozambicans|
Myanmar|MM|Naypyidaw,Naypyitaw,Yangon|Burmese,Myanmarese|Burma
Namibia|NA|Windhoek|Namibian,Namibians|
Nauru|NR||Nauruan,Nauruans|
Nepal|NP|Kathmandu|Nepali,Nepalis,Nepalese|
the Netherlands|NL|The Hague,Amsterdam|Dutch,Dutchman,Dutchmen|Holland
New Zealand|NZ|Wellington|New Zealander,New Zealanders,Kiwi,Kiwis|
Nicaragua|NI|Managua|Nicaraguan,Nicaraguans|
Niger|NE|Niamey|Nigerien,Nigeriens|
Nigeria|NG|Abuja|Nigerian,Nigerians|
North Korea|KP|Pyongyang|North Korean,North Koreans|DPRK,Democratic People's Republic of Korea
North Macedonia|MK|Skopje|Macedonian,Macedonians,North Macedonian|Macedonia
Norway|NO|Oslo|Norwegian,Norwegians|
Oman|OM|Muscat|Omani,Omanis|
Pakistan|PK|Islamabad|Pakistani,Pakistanis|
Palau|PW||Palauan,Palauans|
Palestine|PS|Ramallah|Palestinian,Palestinians|State of Palestine
Panama|PA|Panama City|Panamanian,Panamanians|
Papua New Guinea|PG|Port Moresby|Papua New Guinean|PNG
Paraguay|PY|Asunción,Asuncion|Paraguayan,Paraguayans|
Peru|PE|Lima|Peruvian,Peruvians|
the Philippines|PH|Manila|Philippine,Filipino,Filipinos,Filipina|Republic of the Philippines
Poland|PL|Warsaw|Polish,Pole,Poles|
Portugal|PT|Lisbon|Portuguese|
Qatar|QA|Doha|Qatari,Qataris|
Romania|RO|Bucharest|Romanian,Romanians|
Russia|RU|Moscow|Russian,Russians|Russian Federation
Rwanda|RW|Kigali|Rwandan,Rwandans|
Saint Lucia|LC|Castries||St. Lucia
Samoa|WS|Apia|Samoan,Samoans|
San Marino|SM|||
Saudi Arabia|SA|Riyadh|Saudi,Saudis,Saudi Arabian|Kingdom of Saudi Arabia
Senegal|SN|Dakar|Senegalese|
Serbia|RS|Belgrade|Serbian,Serbians,Serb,Serbs|
the Seychelles|SC|Victoria|Seychellois|
Sierra Leone|SL|Freetown|Sierra Leonean,Sierra Leoneans|
Singapore|SG||Singaporean,Singaporeans|
Slovakia|SK|Bratislava|Slovak,Slovaks,Slovakian|Slovak Republic
Slovenia|SI|Ljubljana|Slovenian,Slovenians,Slovene,Slovenes|
the Solomon Islands|SB|Honiara|Solomon Islander|
Somalia|SO|Mogadishu|Somali,Somalis,Somalian|
South Africa|ZA|Pretoria,Cape Town|South African,South Africans|
South Korea|KR|Seoul|South Korean,South Koreans|Republic of Korea,ROK
South Sudan|SS|Juba|South Sudanese|
Spain|ES|Madrid|Spanish,Spaniard,Spaniards|
Sri Lanka|LK|Colombo|Sri Lankan,Sri Lankans|Ceylon
Sudan|SD|Khartoum|Sudanese|
Suriname|SR|Paramaribo|Surinamese|
Sweden|SE|Stockholm|Swedish,Swede,Swedes|
Switzerland|CH|Bern,Berne|Swiss|
Syria|SY|Damascus|Syrian,Syrians|Syrian Arab Republic
Taiwan|TW|Taipei|Taiwanese|Republic of China
Tajikistan|TJ|Dushanbe|Tajik,Tajiks|
Tanzania|TZ|Dodoma,Dar es Salaam|Tanzanian,Tanzanians|
Thailand|TH|Bangkok|Thai,Thais|
Timor-Leste|TL|Dili|Timorese,East Timorese|East Timor
Togo|TG|Lomé,Lome|Togolese|
Tonga|TO|Nuku'alofa|Tongan,Tongans|
Trinidad and Tobago|TT|Port of Spain|Trinidadian,Trinidadians|
Tunisia|TN|Tunis|Tunisian,Tunisians|
Turkey|TR|Ankara|Turkish,Turk,Turks|Türkiye,Turkiye
Turkmenistan|TM|Ashgabat|Turkmen|
Tuvalu|TV|Funafuti|Tuvaluan|
Uganda|UG|Kampala|Ugandan,Ugandans|
Ukraine|UA|Kyiv,Kiev|Ukrainian,Ukrainians|
the United Arab Emirates|AE|Abu Dhabi|Emirati,Emiratis|UAE,U.A.E.
the United Kingdom|GB|London|British,Briton,Britons,Brit,Brits|UK,U.K.,Britain,Great Britain
the United States|US|Washington,Washington D.C.,Washington DC|American,Americans|US,U.S.,USA,U.S.A.,America,United States of America,the States
Uruguay|UY|Montevideo|Uruguayan,Uruguayans|
Uzbekistan|UZ|Tashkent|Uzbek,Uzbeks|
Vanuatu|VU|Port Vila||
the Vatican|VA|Vatican City||Holy See
Venezuela|VE|Caracas|Venezuelan,Venezuelans|Bolivarian Republic of Venezuela
Vietnam|VN|Hanoi|Vietnamese|Viet Nam
Yemen|YE|Sanaa,Sana'a,Aden|Yemeni,Yemenis|
Zambia|ZM|Lusaka|Zambian,Zambians|
Zimbabwe|ZW|Harare|Zimbabwean,Zimbabweans|
`;

export interface Country {
  /** Common English name, without article. */
  name: string;
  /** The name as it stands after a preposition: `the United States`. */
  named: string;
  code: string;
  /** Seat of government first. */
  capitals: string[];
  demonyms: string[];
  aliases: string[];
}

const list = (field: string): string[] => (field === '' ? [] : field.split(','));

export const COUNTRIES: readonly Country[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [named, code, capitals, demonyms, aliases] = line.split('|');
    return {
      name: named.replace(/^the /u, ''),
      named,
      code,
      capitals: list(capitals),
      demonyms: list(demonyms),
      aliases: list(aliases),
    };
  });
