# title: the file has another name
# from: branch
# fails: file
# says: There is no file
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\n' > .env
docker run -d --name branch --env-file .env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
