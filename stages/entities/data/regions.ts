/** Regions of the world and the words for what is of them. Written for Copydesk from general knowledge. */
const TABLE = `
Africa|African,Africans
Arabia|Arabian
Asia|Asian,Asians
Central America|Central American,Central Americans
Central Asia|Central Asian,Central Asians
East Africa|East African,East Africans
East Asia|East Asian,East Asians
Eastern Europe|Eastern European,Eastern Europeans,East European,East Europeans
England|English,Englishman,Englishmen
Europe|European,Europeans
Latin America|Latin American,Latin Americans
North Africa|North African,North Africans
North America|North American,North Americans
Northeast Asia|Northeast Asian
Northern Europe|Northern European
Northern Ireland|Northern Irish
Oceania|Oceanian
Scandinavia|Scandinavian,Scandinavians
Scotland|Scottish,Scot,Scots
South America|South American,South Americans
South Asia|South Asian,South Asians
Southeast Asia|Southeast Asian,Southeast Asians
Southern Africa|Southern African
Southeast Europe|Southeast European
the Balkans|Balkan
the Baltics|Baltic
the Caribbean|Caribbean
the Soviet Union|Soviet,Soviets
Tibet|Tibetan,Tibetans
Chechnya|Chechen,Chechens
Catalonia|Catalan,Catalans
Crimea|Crimean,Crimeans
Hong Kong|Hong Konger,Hong Kongers
Siberia|Siberian
Wales|Welsh,Welshman
West Africa|West African,West Africans
Western Europe|Western European,Western Europeans
`;

export interface Region {
  name: string;
  demonyms: string[];
}

export const REGIONS: readonly Region[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name, demonyms] = line.split('|');
    return { name: name.replace(/^the /u, ''), demonyms: demonyms.split(',') };
  });

/** Peoples and faiths that no one place stands for; MISC without a country. */
export const PEOPLES = new Set(
  `Arab Arabs Arabic Jewish Jew Jews Kurdish Kurd Kurds Muslim Muslims Islamic Islamist Islamists Christian Christians Catholic
Catholics Protestant Protestants Orthodox Sunni Sunnis Shiite Shiites Shia Shi'ite Buddhist Buddhists Hindu Hindus Sikh Sikhs
Uighur Uighurs Uyghur Uyghurs Rohingya Tamil Tamils Pashtun Pashtuns Hispanic Hispanics Latino Latinos Roma Berber Berbers Hutu
Hutus Tutsi Tutsis Basque Basques Korean Koreans Slavic Slav Slavs Maori Inuit Western Westerner Westerners`.split(
    /\s+/u,
  ),
);
