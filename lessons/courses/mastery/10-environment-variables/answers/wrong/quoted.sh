# title: quotation marks in the file stay in the value
# from: branch
# fails: file branch-env branch-robin
# says: it is ‘"Top Secret 7"’
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD="Top Secret 7"\n' > branch.env
docker run -d --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
