/** Given names from abroad: one of them is somebody wherever it stands, among English words as well. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  (
    "Aaron Abby Abdul Abdullah Abigail Adam Adele Adrian Ahmed Aiden Alan Albert Alberto Alejandro Alessandro Alex " +
    "Alexander Alexandra Alexei Alfred Ali Alice Alina Alison Allen Alvin Amanda Amber Amelia Amir Amy Ana Anastasia " +
    "Anders Andre Andrea Andreas Andrew Andy Angel Angela Angelina Anita Ann Anna Anne Annie Anthony Antonio Ariel " +
    "Arthur Asher Ashley Astrid Aurora Austin Ava " +
    "Barbara Barry Beatrice Becky Bella Ben Benjamin Benny Bernard Beth Betty Bill Billy Bjorn Bob Bonnie Brad " +
    "Brandon Brenda Brian Bruce Bruno Bryan Calvin Camille Candice Candy Carl Carla Carlos Carmen Carol Caroline " +
    "Carrie Casey Catherine Cathy Cecilia Celia Charles Charlie Charlotte Chen Cherry Chloe Chris Christian " +
    "Christina Christine Christopher Cici Cindy Claire Clara Claudia Colin Connie Coco Corey Craig Crystal Cynthia " +
    "Daisy Dan Daniel Daniela Danny David Dave Dean Debbie Deborah Dennis Derek Diana Diego Dimitri Dmitri Dominic " +
    "Donald Donna Dora Doris Dorothy Douglas Duncan Dylan Eddie Edgar Edison Edward Edwin Elaine Eleanor Elena Eli " +
    "Elijah Elizabeth Ella Ellen Elsa Emily Emma Enrique Eric Erik Erica Erin Ernest Esther Ethan Eugene Eva Evan " +
    "Eve Evelyn Fabio Farrukh Fatima Felicia Felix Fernando Fiona Flora Frances Francesca Francis Francisco Frank " +
    "Frankie Franz Fred Freddie Frederick " +
    "Gabriel Gabriella Gary Gavin Gemma Geoffrey George Georgia Gerald Gerry Gianni Gigi Gina Giovanni Giulia " +
    "Giuseppe Glen Gloria Gordon Grace Graham Grant Greg Gregory Gustav Hannah Hans Harold Harriet Harris Harry " +
    "Harvey Hassan Heather Hector Heidi Helen Helena Henrik Henry Herbert Herman Hilda Holly Howard Hugo Hussein Ian " +
    "Ibrahim Igor Ingrid Irene Iris Isaac Isabel Isabella Ivan Ivy " +
    "Jack Jackie Jackson Jacob Jacqueline James Jamie Jan Jane Janet Janice Jared Jasmine Jason Jay Jean Jeff " +
    "Jeffrey Jenna Jennifer Jenny Jeremy Jerry Jesse Jessica Jessie Jill Jim Jimmy Joan Joanna Joanne Joe Joel Johan " +
    "Johann Johanna John Johnny Johnson Jonas Jonathan Jordan Jorge Jose Joseph Joshua Joy Joyce Juan Judy Julia " +
    "Julian Julie Justin Karen Karl Kate Katherine Kathy Katie Keith Kelly Kelvin Ken Kenneth Kenny Kevin Kim " +
    "Kimberly Klaus Kristen Kyle " +
    "Lara Larry Lars Laura Lauren Laurence Leah Lee Leila Lena Leo Leon Leonard Leslie Lewis Liam Lily Linda Lisa " +
    "Lloyd Lorenzo Louis Louisa Louise Luca Lucas Lucia Lucy Luigi Luis Luke Lydia Lynn Madison Maggie Manuel Marco " +
    "Marcus Margaret Maria Marie Marina Mario Marion Mark Marta Martha Martin Marvin Mary Mason Mathias Matt Matteo " +
    "Matthew Maurice Max Megan Melissa Melody Mercy Mia Michael Michelle Miguel Mike Mikhail Mila Millie Miranda " +
    "Mohamed Mohammed Molly Monica Morgan Muhammad Murphy Mustafa " +
    "Nadia Nancy Naomi Natalia Natalie Natasha Nathan Neil Nelson Nicholas Nick Nicola Nicole Nigel Nikita Nina Noah " +
    "Nora Norman Olaf Oleg Olga Oliver Olivia Omar Oscar Oskar Otto Owen Pablo Pamela Paola Patricia Patrick Paul " +
    "Paula Pedro Peggy Penny Peter Phil Philip Phoebe Pierre Piotr Priya Quentin Rachel Rafael Raj Ralph Ramon Randy " +
    "Raymond Rebecca Regina Rex Ricardo Richard Rick Ricky Rita Robert Roberto Robin Rocky Rodney Roger Roland Roman " +
    "Ron Ronald Rosa Rose Rosie Ross Roy Ruby Rudolf Rupert Russell Ruth Ryan " +
    "Sabrina Said Sally Salvatore Sam Samantha Samuel Sandra Sandy Sara Sarah Scarlett Scott Sean Sebastian Selina " +
    "Serena Sergei Sergey Sergio Seth Shane Sharon Shawn Sheila Shelly Sherry Shirley Silvia Simon Simone Sofia " +
    "Sonia Sophia Sophie Stacy Stanley Stefan Stella Stephanie Stephen Steve Steven Stewart Stuart Sue Sunny Susan " +
    "Suzanne Sven Sylvia Tammy Tania Tanya Ted Teresa Terry Thea Theo Theodore Thomas Tiffany Tim Timothy Tina " +
    "Tobias Todd Tom Tommy Tony Tracy Travis Trevor Troy Tyler Ursula " +
    "Valentina Valerie Vanessa Vera Veronica Vicky Victor Victoria Vincent Viola Violet Viktor Vivian Vladimir Wade " +
    "Walter Wanda Warren Wayne Wendy Werner Wesley Wilfred Will William Willy Wilson Winnie Winston Xavier Yasmin " +
    "Yolanda Yuri Yusuf Yvonne Zach Zachary Zara Zoe"
  ).split(" "),
);
