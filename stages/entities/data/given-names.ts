/**
 * Given names that are nearly always a woman's or a man's, whatever the country. Names that are both (Alex, Kim, Jean, Andrea,
 * Nikita, Sasha) are left out. Written for Copydesk from general knowledge.
 */
const FEMALE = `
Abigail Ada Adriana Agnes Agnieszka Aisha Alejandra Alexandra Alice Alicia Alina Alison Amalia Amanda Amelia Amina Amira Amy Ana Anastasia Angela
Angelina Anita Anja Anna Annabel Anne Annette Anya Aoife Ariana Astrid Audrey Ayesha Barbara Beata Beatrice Beatriz Bianca Birgit Bridget Brigitte Camila Camille
Carla Carmen Carolina Caroline Catarina Catherine Catriona Cecilia Celia Charlotte Chiara Chloe Christina Christine Ciara Clara Claudia Cristina Daniela
Deborah Diana Dina Dolores Dora Dorothy Ebba Edith Ekaterina Elena Eleanor Elif Elisa Elisabeth Eliza Elizabeth Ella Ellen Elsa Emilia Emily Emma Erica Esther
Eva Evelyn Fatima Fatma Fiona Florence Frances Francesca Gabriela Gabriella Galina Georgina Geraldine Gerda Giorgia Giulia Gloria Grace Greta Gudrun Hanna Hannah
Harriet Heather Hedwig Heidi Helen Helena Helga Henrietta Hilary Hillary Ida Ines Inga Ingrid Irena Irene Irina Isabel Isabella Ivana Jacqueline Jane Janet
Jasmine Jelena Jennifer Jessica Joan Joanna Josephine Judith Julia Juliana Julie Karin Katarina Kate Katharina Katherine Kathleen Katie Katrin Kerstin
Khadija Kirsten Laila Lara Latifa Laura Lea Leila Lena Leonor Lidia Liesbeth Lina Linda Lisa Lucia Lucy Ludmila Luisa Lydia Magdalena Maggie Malala Margaret Margarita
Margot Maria Mariam Marianne Marie Marina Marta Martha Mary Matilda Maya Megan Melanie Melissa Mercedes Mia Michelle Milena Miriam Monica Nadia Nadine Najat Nancy Naomi
Natalia Natalie Natasha Nicola Nicole Nina Noor Nora Olga Olivia Paola Patricia Paula Pauline Petra Philippa Pilar Priya Rachel Rania Rebecca Renata Rita Roberta
Rosa Rosemary Ruth Sabine Sabrina Samantha Samira Sandra Sara Sarah Shirley Sigrid Silvia Simone Siobhan Sofia Sonia Sophia Sophie Stella Stephanie Susan Susana Susanna
Suzanne Svetlana Sylvia Tamara Tania Tatiana Teresa Thandi Theresa Tina Ulrike Ursula Valentina Valerie Vanessa Vera Veronica Victoria Viktoria Violet Virginia
Vivian Wendy Yasmin Yekaterina Yelena Yolanda Yulia Yvonne Zahra Zainab Zeynep Zoe Zsuzsanna
`;

const MALE = `
Aaron Abdul Abdullah Abraham Adam Adolfo Adrian Ahmad Ahmed Alan Albert Alberto Aleksandar Aleksandr Alejandro Alessandro Alexander Alexandre Alfred Alfredo Ali Alistair
Amir Anatoly Anders Andreas Andrei Andrew Andrey Andrzej Angus Anthony Antoine Anton Antonio Antony Arjun Arnold Arthur Arturo Axel Barack Bashar Benjamin Bernard
Bernd Bill Bjorn Bob Bogdan Boris Brian Bruce Bruno Carlos Carl Cesar Charles Chidi Christian Christopher Claudio Colin Conor Craig Cyril Damian Daniel David Declan Denis Dennis
Derek Dieter Diego Dimitri Dirk Dmitri Dmitry Dominic Donald Douglas Duncan Edgar Edmund Eduardo Edward Edwin Emil Emilio Emmanuel Enrique Enzo Eric Erik Ernest
Ernesto Esteban Eugene Evan Fabio Faisal Farid Felipe Felix Ferdinand Fernando Filip Florian Francesco Francis Francisco Francois François Frank Franz Fred Frederick
Friedrich Fritz Gareth Gary Geoffrey Georg George Georgi Gerald Gerard Gerhard Giacomo Giorgio Giovanni Giuseppe Gordon Graham Gregory Grigory Guido Guillermo Gunther Gustav
Gustavo Hamid Hans Harald Harold Harry Hassan Heinrich Helmut Henri Henrik Henry Herbert Herman Hiroshi Horst Howard Hugh Hugo Hussein Ian Ibrahim Igor Ilya Imran Ivan Jack
Jacob Jacques Jake Jakob James Jan Jason Javier Jeffrey Jens Jeremy Jerome Jerzy Jesus Jim Joachim Joaquin Johan Johannes John Jonas Jonathan Jorge Jose José Josef Joseph Joshua Juan
Julian Julius Jurgen Kamal Karim Karl Keith Kemal Kenji Kenneth Kevin Khalid Klaus Kofi Konstantin Kurt Kwame Lars Laurent Lawrence Leo Leon Leonard Leonid Leopold Lewis Liam Lorenzo
Louis Luca Lucas Ludwig Luigi Luis Lukas Luke Mahmoud Malcolm Manuel Marc Marcel Marco Marcos Marcus Marek Mario Mark Marko Markus Martin Mateo Mats Matteo Matthew
Matthias Maurice Max Maxim Mehmet Michael Michal Michel Miguel Mihai Mikael Mikhail Milan Milos Mohamed Mohammad Mohammed Moritz Muhammad Murat Mustafa Nathan Nathaniel Neil Nelson Nicholas Nicolas Nigel
Nikolai Nikolay Nils Norman Olaf Oleg Oliver Omar Oscar Oskar Osman Otto Pablo Paolo Patrick Paul Pavel Pawel Pedro Per Peter Petr Philip Philippe Pierre Pietro Piotr Rafael Rainer Rajiv
Ralph Ramon Raul Raymond Recep Reinhard Ricardo Richard Robert Roberto Roderick Rodrigo Roger Roland Roman Ronald Rory Rudolf Rupert Russell Salman Salvador Samir Samuel Sanjay Santiago Scott Sean Sebastian
Serge Sergei Sergey Sergio Shinzo Silvio Simon Stefan Stefano Stephan Stephen Steve Steven Stuart Sven Takeshi Tariq Terence Theodore Thierry Thomas Timothy Tobias Tom Tomas Tomasz Tony Toshiro Trevor
Umberto Uwe Vaclav Valery Vasily Victor Viktor Vincent Vincenzo Vladimir Volker Walter Werner Wilhelm William Willem Winston Wolfgang Xavier Yannis Yasser Yuri Yusuf Zoltan
`;

const names = (text: string): Set<string> => new Set(text.trim().split(/\s+/u));
const female = names(FEMALE);
const male = names(MALE);

/** Whose name a given name nearly always is. */
export function genderOfGivenName(name: string): 'female' | 'male' | null {
  if (female.has(name)) return male.has(name) ? null : 'female';
  return male.has(name) ? 'male' : null;
}
