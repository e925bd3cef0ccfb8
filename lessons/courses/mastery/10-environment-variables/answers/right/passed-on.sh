# title: names without values, taken from this machine
# from: branch
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\nMYSQL_RANDOM_ROOT_PASSWORD\n' > branch.env
MYSQL_RANDOM_ROOT_PASSWORD=yes docker run -d --name branch --env-file branch.env mysql; sleep 5
WHO=robin docker run --name hello --env WHO alpine sh -c 'echo Hello, $(printenv WHO)'
