# title: the variable was set inside, not given to the container
# from: branch
# fails: hello-env hello-says
# says: the variable WHO is not set
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker run -d --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker run --name hello alpine sh -c 'WHO=robin; echo "Hello, $WHO"'
