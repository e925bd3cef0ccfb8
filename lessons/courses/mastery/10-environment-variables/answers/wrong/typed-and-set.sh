# title: the variable is there, but the name was typed
# from: branch
# fails: hello-says
# says: something with ‘WHO’ in it
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker run -d --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker run --name hello -e WHO=robin alpine echo 'Hello, robin'
